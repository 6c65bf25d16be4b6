package io.freshet.offline.training;

import io.freshet.offline.training.Request.Output;
import io.freshet.offline.training.Request.Times;
import io.freshet.yaml.Problem;
import io.freshet.yaml.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/**
 * The training set's file: the spine's columns and rows in their order, then {@code view__feature}
 * for every feature. It has its name when it is whole, and not before.
 */
final class OutputFile {
  private static final String RFC_3339 = "'%Y-%m-%dT%H:%M:%S.%fZ'";

  private final Engine engine;
  private final Request request;
  private final Path file;

  OutputFile(Engine engine, Request request) {
    this.engine = engine;
    this.request = request;
    this.file = request.output().file();
  }

  /** What is wrong with the output before anything is read. */
  static void check(Output output, Problems problems) {
    Path file = output.file();
    Path parent = file.toAbsolutePath().getParent();
    if (Kind.of(file).isEmpty()) {
      add(problems, file, "", Kind.EXPECTED, "");
    } else if (parent != null && !Files.isDirectory(parent)) {
      add(problems, file, "", "its folder does not exist", "");
    } else if (output.existing() == Output.Existing.KEPT && Files.exists(file)) {
      add(problems, file, "", "is there already", "give another name, or --overwrite");
    }
  }

  /** A column of the output. */
  private record Column(String sql, String name) {}

  /** Writes it; two columns of one name are a problem, and then nothing is written. */
  void write(
      Map<String, String> spine, List<KeyColumn> keys, List<ViewJoin> views, Problems problems) {
    List<Column> columns = new ArrayList<>(ofSpine(spine, keys));
    for (ViewJoin view : views) {
      columns.addAll(ofView(view));
    }
    Set<String> names = new HashSet<>();
    for (Column column : columns) {
      if (!names.add(column.name().toLowerCase(Locale.ROOT))) {
        add(
            problems,
            request.spine(),
            column.name(),
            "the training set would have two columns of this name",
            "rename the spine's");
      }
    }
    if (problems.isEmpty()) {
      write(columns, views);
    }
  }

  private void write(List<Column> columns, List<ViewJoin> views) {
    Path whole = file.resolveSibling(file.getFileName() + ".partial");
    var sql = new StringBuilder("COPY (SELECT ");
    for (int i = 0; i < columns.size(); i++) {
      sql.append(i == 0 ? "" : ", ").append(columns.get(i).sql());
      sql.append(" AS ").append(Sql.name(columns.get(i).name()));
    }
    sql.append(" FROM ").append(Spine.TABLE);
    views.forEach(view -> sql.append(" JOIN ").append(view.table()).append(" USING (row)"));
    sql.append(" ORDER BY row) TO ").append(Sql.text(whole.toString()));
    sql.append(csv() ? " (FORMAT csv, HEADER)" : " (FORMAT parquet, COMPRESSION zstd)");
    try {
      engine.run("writing " + file.getFileName(), sql.toString());
      Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
    } finally {
      forget(whole);
    }
  }

  /** As they were, but what stands in a CSV file as text has its type in Parquet. */
  private List<Column> ofSpine(Map<String, String> spine, List<KeyColumn> keys) {
    List<Column> columns = new ArrayList<>();
    for (Map.Entry<String, String> column : spine.entrySet()) {
      String at = Spine.TABLE + ".r" + columns.size();
      boolean text = column.getValue().equals("VARCHAR");
      String typed =
          column.getKey().equals(request.timestamp())
              ? "make_timestamptz(m)"
              : keys.stream()
                  .filter(key -> key.name().equals(column.getKey()))
                  .map(key -> Spine.TABLE + "." + key.at())
                  .findFirst()
                  .orElse(at);
      boolean instant = csv() && column.getValue().startsWith("TIMESTAMP WITH");
      String kept = instant ? "strftime(" + at + ", " + RFC_3339 + ")" : at;
      columns.add(new Column(text && !csv() ? typed : kept, column.getKey()));
    }
    return columns;
  }

  private List<Column> ofView(ViewJoin view) {
    List<Column> columns = new ArrayList<>();
    String prefix = view.view().name() + "__";
    for (ViewJoin.Feature feature : view.features()) {
      String at = view.table() + "." + feature.column().at();
      columns.add(
          new Column(csv() ? text(at, feature.column().type()) : at, prefix + feature.name()));
    }
    if (request.times() == Times.SHOWN) {
      columns.add(time(view, AsKnown.EVENT, prefix + "event_time"));
      columns.add(time(view, AsKnown.INGESTION, prefix + "ingestion_time"));
    }
    return columns;
  }

  private Column time(ViewJoin view, String at, String name) {
    String time = "make_timestamptz(" + view.table() + "." + at + ")";
    return new Column(csv() ? text(time, Types.TimestampType.withZone()) : time, name);
  }

  /** As the JSON of an answer writes it. */
  private static String text(String at, Type type) {
    return switch (type.typeId()) {
      case TIMESTAMP -> "strftime(" + at + ", " + RFC_3339 + ")";
      case BINARY -> "base64(" + at + ")";
      case LIST, MAP -> "to_json(" + at + ")";
      default -> at;
    };
  }

  private boolean csv() {
    return Kind.of(file).equals(Optional.of(Kind.CSV));
  }

  private static void forget(Path whole) {
    try {
      Files.deleteIfExists(whole);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void add(Problems problems, Path file, String path, String message, String hint) {
    problems.add(
        new Problem(
            file.toString(),
            0,
            path,
            message,
            hint.isEmpty() ? Optional.empty() : Optional.of(hint)));
  }
}
