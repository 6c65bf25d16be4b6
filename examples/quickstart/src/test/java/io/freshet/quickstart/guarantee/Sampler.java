package io.freshet.quickstart.guarantee;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/** Looks at the group's offsets and at some rows again and again while a run is under way. */
final class Sampler implements AutoCloseable {
  private static final long PAUSE_NANOS = 100_000_000;
  private static final int ENTITIES_AT_ONCE = 4;

  private final Group group;
  private final Store store;
  private final List<String> entities;
  private final SplittableRandom random;
  private final List<Offsets> offsets = new ArrayList<>();
  private final List<Row> history = new ArrayList<>();
  private final List<Row> online = new ArrayList<>();
  private final Thread thread;

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
    this.thread = Thread.ofVirtual().name("sampler").start(this::look);
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

  private void look() {
    while (!Thread.currentThread().isInterrupted()) {
      offsetsNow();
      for (int i = 0; i < ENTITIES_AT_ONCE; i++) {
        rowsOf(entities.get(random.nextInt(entities.size())));
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private void rowsOf(String entity) {
    Evidence.Tables rows = store.of(entity);
    synchronized (this) {
      history.addAll(rows.history());
      online.addAll(rows.online());
    }
  }

  @Override
  public void close() throws InterruptedException {
    thread.interrupt();
    thread.join();
  }
}
