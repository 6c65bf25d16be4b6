package io.freshet.ingest.purge;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.ingest.Samples;
import io.freshet.ingest.store.Cards;
import io.freshet.ingest.store.Cards.Push;
import io.freshet.ingest.store.memory.MemoryTables;
import io.freshet.ingest.write.RowWriter;
import io.freshet.ingest.write.StoreException;
import io.freshet.ingest.write.StoreException.Kind;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PurgeTest {
  private static final Target TARGET = new Target(Cards.LATEST, Cards.key(Cards.LATEST, "u"));

  private final MemoryTables tables = new MemoryTables();
  private final AtomicInteger waits = new AtomicInteger();

  @Test
  void looksAgainAndStopsWhenNothingIsFound() {
    write(1);
    write(2);
    assertThat(purge(waits::incrementAndGet))
        .isEqualTo(new Result.Gone(List.of(new Removed(Cards.LATEST, 1, 2))));
    assertThat(waits).hasValue(1);
    assertThat(purge(waits::incrementAndGet))
        .isEqualTo(new Result.Gone(List.of(new Removed(Cards.LATEST, 0, 0))));
    assertThat(waits).hasValue(1);
  }

  @Test
  void aWriteThatWasUnderWayIsRemovedToo() {
    write(1);
    Runnable landsLate =
        () -> {
          if (waits.getAndIncrement() == 0) {
            write(2);
          }
        };
    assertThat(purge(landsLate))
        .isEqualTo(new Result.Gone(List.of(new Removed(Cards.LATEST, 2, 2))));
    assertThat(tables.history(TARGET.key())).isEmpty();
  }

  @Test
  void aWriterThatNeverStopsIsNamed() {
    write(0);
    assertThat(purge(() -> write(waits.incrementAndGet()))).isInstanceOf(Result.StillWritten.class);
    assertThat(waits).hasValue(5);
  }

  @Test
  void aFailureHalfWaySaysWhatWasRemovedByThen() {
    write(1);
    var failing =
        new PurgeTables() {
          @Override
          public CompletableFuture<Integer> removeOnline(String key) {
            return tables.removeOnline(key);
          }

          @Override
          public CompletableFuture<Integer> removeHistory(String key) {
            return CompletableFuture.failedFuture(
                new StoreException(Kind.UNAVAILABLE, "told to fail"));
          }
        };
    assertThat(new Purge(failing, waits::incrementAndGet).run(List.of(TARGET)))
        .isInstanceOfSatisfying(
            Result.Interrupted.class,
            result ->
                assertThat(result.removed()).containsExactly(new Removed(Cards.LATEST, 1, 0)));
    assertThat(purge(waits::incrementAndGet))
        .isEqualTo(new Result.Gone(List.of(new Removed(Cards.LATEST, 0, 1))));
  }

  private Result purge(Runnable settle) {
    return new Purge(tables, settle).run(List.of(TARGET));
  }

  private void write(long second) {
    var row = Cards.row(Cards.LATEST, "u", Push.of(second, second), second);
    new RowWriter(tables, () -> Samples.NOW).write(List.of(row), Samples.UNHURRIED).join();
  }
}
