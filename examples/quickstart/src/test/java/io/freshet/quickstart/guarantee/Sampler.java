package io.freshet.quickstart.guarantee;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.core.exception.SdkException;

/** Looks at the group's offsets and at some rows again and again while a run is under way. */
final class Sampler implements AutoCloseable {
  private static final long PAUSE_NANOS = 200_000_000;
  private static final long PAUSE_BETWEEN_ROWS_NANOS = 500_000_000;
  private static final int ENTITIES_AT_ONCE = 3;

  private final Group group;
  private final Store store;
  private final List<String> entities;
  private final SplittableRandom random;
  private final List<Offsets> offsets = new ArrayList<>();
  private final List<Row> history = new ArrayList<>();
  private final List<Row> online = new ArrayList<>();
  private final List<Thread> threads;

  /**
   * Starts looking.
   *
   * @param entities keys of rows that may come to be
   */
  Sampler(Group group, Store store, List<String> entities, long seed) {
    this.group = group;
    this.store = store;
    this.entities = entities;
    this.random = new SplittableRandom(seed);
    this.threads =
        List.of(
            Thread.ofVirtual()
                .name("look-at-offsets")
                .start(() -> again(this::offsetsNow, PAUSE_NANOS)),
            Thread.ofVirtual()
                .name("look-at-rows")
                .start(() -> again(this::rowsNow, PAUSE_BETWEEN_ROWS_NANOS)));
  }

  /** Looks at the offsets now. */
  synchronized void offsetsNow() {
    group.committed().ifPresent(offsets::add);
  }

  synchronized List<Offsets> offsets() {
    return List.copyOf(offsets);
  }

  synchronized Evidence.Tables sightings() {
    return new Evidence.Tables(List.copyOf(history), List.copyOf(online));
  }

  private static void again(Runnable look, long pauseNanos) {
    while (!Thread.currentThread().isInterrupted()) {
      look.run();
      LockSupport.parkNanos(pauseNanos);
    }
  }

  private void rowsNow() {
    for (int i = 0; i < ENTITIES_AT_ONCE; i++) {
      try {
        rows(store.of(entities.get(random.nextInt(entities.size()))));
      } catch (SdkException notNow) {
        return; // too slow at the moment, or we are being closed
      }
    }
  }

  private synchronized void rows(Evidence.Tables rows) {
    history.addAll(rows.history());
    online.addAll(rows.online());
  }

  @Override
  public void close() throws InterruptedException {
    for (Thread thread : threads) {
      thread.interrupt();
      thread.join();
    }
  }
}
