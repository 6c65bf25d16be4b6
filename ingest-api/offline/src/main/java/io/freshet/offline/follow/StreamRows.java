package io.freshet.offline.follow;

import io.freshet.ingest.plan.RowKey;
import io.freshet.ingest.plan.Schemas;
import io.freshet.ingest.plan.SourcePlan;
import io.freshet.ingest.store.dynamodb.ItemReader;
import io.freshet.offline.commit.Change;
import io.freshet.offline.config.OfflineConfig.Unknown;
import io.freshet.offline.metrics.OfflineMetrics;
import io.freshet.offline.table.Columns;
import io.freshet.offline.table.LogRow;
import io.freshet.offline.table.ViewTables;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Items as rows. The server may know a schema before this worker does: an item of a view, or with a
 * field, that is not registered here waits until it is, as a row that went by would be lost.
 */
final class StreamRows {
  private static final Logger LOG = LoggerFactory.getLogger(StreamRows.class);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
  private static final int SAID_EVERY = 60;

  private final Supplier<Schemas> schemas;
  private final ViewTables tables;
  private final Unknown unknown;
  private final Stopping stopping;
  private final OfflineMetrics metrics;

  StreamRows(
      Supplier<Schemas> schemas,
      ViewTables tables,
      Unknown unknown,
      Stopping stopping,
      OfflineMetrics metrics) {
    this.schemas = schemas;
    this.tables = tables;
    this.unknown = unknown;
    this.stopping = stopping;
    this.metrics = metrics;
  }

  /**
   * The row that a record adds; empty where it adds none.
   *
   * @throws Stopping.Stopped when the worker stops before the row is understood
   */
  Optional<LogRow> row(Change change) {
    if (change.inserted().isEmpty()) {
      metrics.ignored("not_an_insert");
      return Optional.empty();
    }
    Map<String, AttributeValue> item = change.inserted().get();
    for (int look = 0; ; look++) {
      switch (read(item)) {
        case Read.Row(LogRow row) -> {
          return Optional.of(row);
        }
        case Read.NotYet(String reason) -> {
          if (unknown == Unknown.SKIP) {
            metrics.ignored("unknown");
            return Optional.empty();
          }
          if (look % SAID_EVERY == 0) {
            LOG.warn(
                "{}: the shard waits for a schema that knows it, and lag grows; worker.unknown: skip"
                    + " would leave such rows out",
                reason);
          }
          stopping.pause(LOOK_AGAIN);
        }
      }
    }
  }

  private Read read(Map<String, AttributeValue> item) {
    try {
      RowKey key = RowKey.parse(ItemReader.key(item));
      Optional<SourcePlan> source = schemas.get().feeding(key.workspace(), key.view());
      if (source.isEmpty()) {
        return new Read.NotYet("no feature view " + key.workspace() + "/" + key.view());
      }
      LogRow row = LogRow.of(source.get(), key, item);
      Optional<String> field =
          ItemReader.features(item)
              .filter(name -> !row.view().view().features().contains(name))
              .filter(name -> !wasThere(key, name))
              .findFirst();
      return field
          .<Read>map(name -> new Read.NotYet(key.view() + " has no feature " + name))
          .orElseGet(() -> new Read.Row(row));
    } catch (RuntimeException e) {
      return new Read.NotYet("an item that cannot be read (" + e.getClass().getSimpleName() + ")");
    }
  }

  /** A field that was removed from the schema has a column still. */
  private boolean wasThere(RowKey key, String name) {
    return tables
        .find(key.workspace(), key.view())
        .filter(table -> table.schema().findField(Columns.of(name)) != null)
        .isPresent();
  }

  private sealed interface Read {
    record Row(LogRow row) implements Read {}

    record NotYet(String reason) implements Read {}
  }
}
