package io.freshet.quickstart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;

/** A table as its files say, read without Freshet's and without Iceberg's code. */
final class Lake {
  /** Where the worker has it. */
  static final String THERE = "/var/lib/freshet";

  private static final int DELETED = 2;

  private final Path here;

  Lake(Path here) {
    this.here = here;
  }

  /** Each row of the newest snapshot as {@code topic/partition/offset}, sorted; twice if twice. */
  List<String> events(String topic) throws IOException, SQLException {
    String files =
        dataFiles().stream()
            .map(file -> "'" + file + "'")
            .collect(Collectors.joining(",", "[", "]"));
    if (files.equals("[]")) {
      return List.of();
    }
    List<String> events = new ArrayList<>();
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var query =
            connection.prepareStatement(
                "SELECT origin || '/' || sequence FROM read_parquet("
                    + files
                    + ") WHERE starts_with(origin, ?) ORDER BY 1")) {
      query.setString(1, topic + "/");
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          events.add(rows.getString(1));
        }
      }
    }
    return events;
  }

  private List<Path> dataFiles() throws IOException {
    List<Path> files = new ArrayList<>();
    for (String list : manifestList().stream().toList()) {
      for (GenericRecord manifest : avro(list)) {
        for (GenericRecord entry : avro(manifest.get("manifest_path").toString())) {
          if ((int) entry.get("status") != DELETED) {
            var file = (GenericRecord) entry.get("data_file");
            files.add(local(file.get("file_path").toString()));
          }
        }
      }
    }
    return files;
  }

  /** Of the current snapshot, if there is one yet. */
  private Optional<String> manifestList() throws IOException {
    Optional<Path> newest = newestMetadata();
    if (newest.isEmpty()) {
      return Optional.empty();
    }
    JsonNode metadata = new ObjectMapper().readTree(newest.get().toFile());
    long current = metadata.path("current-snapshot-id").asLong();
    return StreamSupport.stream(metadata.path("snapshots").spliterator(), false)
        .filter(snapshot -> snapshot.path("snapshot-id").asLong() == current)
        .map(snapshot -> snapshot.path("manifest-list").asText())
        .findFirst();
  }

  private Optional<Path> newestMetadata() throws IOException {
    Path folder = here.resolve("warehouse/prod/user_last_transaction/metadata");
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".metadata.json"))
          .max(Comparator.comparing(Lake::written));
    }
  }

  private static FileTime written(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException _) {
      return FileTime.fromMillis(0); // it has just been removed, for being old
    }
  }

  private List<GenericRecord> avro(String location) throws IOException {
    List<GenericRecord> records = new ArrayList<>();
    try (var reader =
        new DataFileReader<GenericRecord>(local(location).toFile(), new GenericDatumReader<>())) {
      reader.forEachRemaining(records::add);
    }
    return records;
  }

  private Path local(String location) {
    return Path.of(location.replaceFirst("^file:/*" + THERE, here.toString()));
  }
}
