package io.freshet.ingest.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.ingest.store.Cards;
import io.freshet.ingest.store.Cards.Push;
import io.freshet.ingest.store.memory.MemoryTables;
import io.freshet.ingest.write.Row;
import io.freshet.ingest.write.StoreException;
import io.freshet.ingest.write.WriteTables;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class MeteredTablesTest {
  private final IngestMetrics metrics = new IngestMetrics();
  private final Row row = Cards.row(Cards.LATEST, "u", Push.of(0, 1), 1);

  @Test
  void aThrottleIsCountedByTheStoresOwnReasons() {
    var throttled =
        new WriteTables() {
          @Override
          public CompletableFuture<Long> remember(Row ofRow) {
            return failed("TableWriteProvisionedThroughputExceeded");
          }

          @Override
          public CompletableFuture<Offered> offer(Row ofRow) {
            return failed("IndexWriteKeyRangeThroughputExceeded");
          }

          private <T> CompletableFuture<T> failed(String reason) {
            return CompletableFuture.failedFuture(
                StoreException.throttled(List.of(reason), new IllegalStateException("cause")));
          }
        };
    var tables = new MeteredTables(throttled, metrics, () -> 0);
    assertThatThrownBy(() -> tables.remember(row).join()).hasMessageContaining("throttles");
    assertThatThrownBy(() -> tables.offer(row).join()).hasMessageContaining("throttles");
    assertThat(lines("freshet_ingest_store_throttles"))
        .anyMatch(line -> line.contains("history") && line.contains("TableWriteProvisioned"))
        .anyMatch(line -> line.contains("online") && line.contains("IndexWriteKeyRange"))
        .hasSize(2)
        .allMatch(line -> line.endsWith(" 1.0"));
  }

  @Test
  void repeatsAndHistoricRecordsAreToldApartFromWhatWasStored() {
    var tables = new MeteredTables(new MemoryTables(), metrics, () -> 0);
    tables.remember(row).join();
    tables.remember(Cards.row(Cards.LATEST, "u", Push.of(0, 1), 2)).join();
    tables.offer(row).join();
    tables.offer(row).join();
    assertThat(lines("freshet_ingest_store_seconds_count"))
        .anyMatch(line -> line.contains("history") && line.contains("\"stored\""))
        .anyMatch(line -> line.contains("history") && line.contains("\"repeat\""))
        .anyMatch(line -> line.contains("online") && line.contains("\"stored\""))
        .anyMatch(line -> line.contains("online") && line.contains("\"historic\""));
  }

  private List<String> lines(String name) {
    return metrics.scrape().lines().filter(line -> line.startsWith(name)).toList();
  }
}
