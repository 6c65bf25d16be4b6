package io.freshet.bridge.batch;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.api.IngestLimits;
import io.freshet.bridge.event.Origin;
import io.freshet.bridge.event.SourceRecord;
import io.freshet.bridge.offsets.OffsetTracker;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BatcherTest {
  private final OffsetTracker tracker = new OffsetTracker();
  private final BlockingQueue<Batch> departed = new LinkedBlockingQueue<>();
  private long offset;

  @Test
  void aFullBatchLeavesAtOnceWithoutAnyClock() {
    var batcher = new Batcher("payments", Duration.ofDays(1), departed::add);
    for (int i = 0; i < 25; i++) {
      batcher.add(record(10));
    }
    assertThat(departed).extracting(batch -> batch.records().size()).containsExactly(10, 10);
    assertThat(departed).extracting(Batch::pushSource).containsOnly("payments");
  }

  @Test
  void aBatchThatIsNotFullLeavesAfterTheLinger() throws InterruptedException {
    try (var batcher = new Batcher("payments", Duration.ofMillis(1), departed::add)) {
      batcher.start();
      batcher.add(record(10));
      batcher.add(record(10));
      assertThat(sequencesOf(2)).containsExactlyInAnyOrder(0L, 1L);
    }
  }

  @Test
  void everyRecordLeavesExactlyOnceWhoeverAddsIt() throws InterruptedException {
    List<Pending> records = Stream.generate(() -> record(5)).limit(10_007).toList();
    try (var batcher = new Batcher("payments", Duration.ofNanos(1), departed::add)) {
      batcher.start();
      List<Thread> threads =
          Stream.of(0, 1, 2)
              .map(part -> Thread.ofVirtual().start(() -> addEveryThird(batcher, records, part)))
              .toList();
      for (Thread thread : threads) {
        thread.join();
      }
      assertThat(sequencesOf(records.size())).hasSize(records.size());
    }
  }

  @Test
  void aBatchStaysBelowTheServersBodyLimit() {
    var batcher = new Batcher("payments", Duration.ofDays(1), departed::add);
    int third = IngestLimits.MAX_BODY_BYTES / 3;
    for (int i = 0; i < 4; i++) {
      batcher.add(record(third));
    }
    assertThat(departed).extracting(batch -> batch.records().size()).containsExactly(2);
  }

  private static void addEveryThird(Batcher batcher, List<Pending> records, int part) {
    for (int i = part; i < records.size(); i += 3) {
      batcher.add(records.get(i));
    }
  }

  /** The distinct offsets of that many records, as they leave. */
  private Set<Long> sequencesOf(int records) throws InterruptedException {
    Set<Long> offsets = new HashSet<>();
    for (int seen = 0; seen < records; ) {
      Batch batch = departed.poll(30, TimeUnit.SECONDS);
      assertThat(batch).isNotNull();
      assertThat(batch.records()).hasSizeBetween(1, 10);
      batch.records().forEach(record -> offsets.add(record.source().offset()));
      seen += batch.records().size();
    }
    return offsets;
  }

  private Pending record(int bytes) {
    long at = offset++;
    var source = new SourceRecord(new Origin("t", 0), at, 0, null, new byte[0], List.of());
    return new Pending(new byte[bytes], 0, source, tracker.open(at, 1, 0, bytes));
  }
}
