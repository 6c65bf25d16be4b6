package io.freshet.ingest.store;

import io.freshet.ingest.write.Row;
import io.freshet.ingest.write.StoreException;
import io.freshet.ingest.write.StoreException.Kind;
import io.freshet.ingest.write.WriteTables;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Tables whose every write waits until it is told to happen, so that a test decides the order in
 * which the writes of concurrent requests land, and which of them fail or lose their answer.
 */
final class Steps implements WriteTables {
  private final WriteTables tables;
  private final BiConsumer<Table, Row> landed;
  private final List<Step<?>> waiting = new ArrayList<>();

  /** What becomes of a write. */
  enum Fate {
    DONE,
    /** It fails and has no effect. */
    FAILED,
    /** It lands; the answer does not come back. */
    ANSWER_LOST
  }

  /** Where a write has landed. */
  enum Table {
    HISTORY,
    ONLINE
  }

  private record Step<T>(
      Supplier<CompletableFuture<T>> call, Runnable landed, CompletableFuture<T> answer) {

    void happen(Fate fate) {
      if (fate == Fate.FAILED) {
        answer.completeExceptionally(lost());
        return;
      }
      T result = call.get().join();
      landed.run();
      if (fate == Fate.DONE) {
        answer.complete(result);
      } else {
        answer.completeExceptionally(lost());
      }
    }

    private static StoreException lost() {
      return new StoreException(Kind.UNAVAILABLE, "told to fail");
    }
  }

  Steps(WriteTables tables, BiConsumer<Table, Row> landed) {
    this.tables = tables;
    this.landed = landed;
  }

  @Override
  public CompletableFuture<Long> remember(Row row) {
    return later(() -> tables.remember(row), () -> landed.accept(Table.HISTORY, row));
  }

  @Override
  public CompletableFuture<Offered> offer(Row row) {
    return later(() -> tables.offer(row), () -> landed.accept(Table.ONLINE, row));
  }

  boolean none() {
    return waiting.isEmpty();
  }

  /** Lets one of the waiting writes happen, chosen by any number. */
  void next(int pick, Fate fate) {
    waiting.remove(Math.floorMod(pick, waiting.size())).happen(fate);
  }

  private <T> CompletableFuture<T> later(Supplier<CompletableFuture<T>> call, Runnable done) {
    var step = new Step<>(call, done, new CompletableFuture<>());
    waiting.add(step);
    return step.answer();
  }
}
