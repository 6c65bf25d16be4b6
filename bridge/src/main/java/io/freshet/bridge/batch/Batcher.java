package io.freshet.bridge.batch;

import io.freshet.api.IngestLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Gathers the records of one push source, from any partitions. A full batch leaves at once, in the
 * thread that filled it; one that is not full leaves when its first record has waited for the
 * linger time.
 */
public final class Batcher implements AutoCloseable {
  /** Room for the request's frame around the records. */
  private static final int MAX_RECORD_BYTES = IngestLimits.MAX_BODY_BYTES - 4_096;

  private final String pushSource;
  private final long lingerNanos;
  private final Departures departures;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition opened = lock.newCondition();
  private List<Pending> gathering = new ArrayList<>(IngestLimits.MAX_RECORDS);
  private long gatheredBytes;
  private long openedNanos;
  private long taken;
  private final Thread clock;

  public Batcher(String pushSource, Duration linger, Departures departures) {
    this.pushSource = pushSource;
    this.lingerNanos = linger.toNanos();
    this.departures = departures;
    this.clock = Thread.ofVirtual().name("linger-" + pushSource).unstarted(this::watch);
  }

  /** Starts the clock that lets batches leave that are not full. */
  public void start() {
    clock.start();
  }

  /** Adds a record; it leaves with nine others, or alone. */
  public void add(Pending record) {
    List<Pending> before = List.of();
    List<Pending> full = List.of();
    lock.lock();
    try {
      if (gatheredBytes + record.json().length > MAX_RECORD_BYTES) {
        before = take();
      }
      if (gathering.isEmpty()) {
        openedNanos = System.nanoTime();
        opened.signal();
      }
      gathering.add(record);
      gatheredBytes += record.json().length;
      if (gathering.size() == IngestLimits.MAX_RECORDS) {
        full = take();
      }
    } finally {
      lock.unlock();
    }
    depart(before);
    depart(full);
  }

  /** Lets what gathers leave now. */
  public void flush() {
    List<Pending> gathered;
    lock.lock();
    try {
      gathered = take();
    } finally {
      lock.unlock();
    }
    depart(gathered);
  }

  @Override
  public void close() {
    clock.interrupt();
  }

  private void depart(List<Pending> records) {
    if (!records.isEmpty()) {
      departures.depart(new Batch(pushSource, records));
    }
  }

  private List<Pending> take() {
    List<Pending> leaving = gathering;
    gathering = new ArrayList<>(IngestLimits.MAX_RECORDS);
    gatheredBytes = 0;
    taken++;
    return leaving;
  }

  private void watch() {
    try {
      while (true) {
        depart(awaitLingered());
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits for a batch to be open, and then until its time is over or it has left. */
  private List<Pending> awaitLingered() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (gathering.isEmpty()) {
        opened.await();
      }
      long watched = taken;
      long left = openedNanos + lingerNanos - System.nanoTime();
      while (left > 0 && watched == taken) {
        left = opened.awaitNanos(left);
      }
      return watched == taken ? take() : List.of();
    } finally {
      lock.unlock();
    }
  }
}
