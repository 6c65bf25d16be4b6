package io.freshet.offline.crash;

import io.freshet.offline.Payments;
import io.freshet.offline.Stream;
import io.freshet.offline.TestCatalog;
import io.freshet.offline.commit.Change;
import io.freshet.offline.commit.Logs;
import io.freshet.offline.commit.ShardLog;
import io.freshet.offline.config.Limits;
import io.freshet.offline.config.OfflineConfig;
import io.freshet.offline.config.OfflineConfig.Unknown;
import io.freshet.offline.config.OfflineConfig.Worker;
import io.freshet.offline.table.LogRow;
import io.freshet.offline.table.ViewTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A process that reads a scripted shard into its table as a worker does: from its checkpoint, three
 * records a commit, a checkpoint after each.
 */
public final class CrashedReader {
  static final int BATCH = 3;
  private static final String SHARD = "shard-1";

  private CrashedReader() {}

  /** FOLDER RECORDS: where catalog, warehouse and checkpoint are, and how long the shard is. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    Path checkpoint = folder.resolve("checkpoint");
    Payments payments = Payments.plain();
    List<Change> shard = script(payments, Integer.parseInt(args[1])).all();
    Map<String, String> properties = new HashMap<>(TestCatalog.properties(folder));
    properties.remove("type");
    properties.put("catalog-impl", HaltingCatalog.class.getName());
    try (ViewTables tables =
        ViewTables.open(new OfflineConfig.Catalog("freshet", List.of(), properties))) {
      ShardLog log =
          Logs.of(tables, worker(), (_, _, _) -> {}, InstantSource.system()).begin(SHARD);
      for (Change change : shard) {
        if (change.number().compareTo(read(checkpoint)) > 0) {
          log.add(change, change.inserted().map(item -> LogRow.of(payments.schemas(), item)));
          if (log.due()) {
            write(checkpoint, log.commit());
          }
        }
      }
      write(checkpoint, log.commit());
    }
  }

  static Stream script(Payments payments, int records) {
    var stream = new Stream(payments);
    for (int i = 0; i < records; i++) {
      if (i % 5 == 4) {
        stream.remove();
      } else {
        stream.insert("u" + i, i);
      }
    }
    return stream;
  }

  private static Worker worker() {
    return new Worker(
        "reader",
        Duration.ofSeconds(1),
        Duration.ofSeconds(1),
        new Limits(Duration.ofHours(1), BATCH, 1 << 20),
        1 << 20,
        Unknown.WAIT,
        Duration.ofSeconds(1));
  }

  private static String read(Path checkpoint) throws IOException {
    return Files.exists(checkpoint) ? Files.readString(checkpoint) : "";
  }

  private static void write(Path checkpoint, Optional<String> sequence) throws IOException {
    if (sequence.isPresent()) {
      Files.writeString(checkpoint, sequence.get());
      Halt.at(Halt.Step.AFTER_CHECKPOINT);
    }
  }
}
