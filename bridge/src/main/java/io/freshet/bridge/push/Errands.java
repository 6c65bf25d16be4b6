package io.freshet.bridge.push;

import io.freshet.bridge.offsets.Slot;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Virtual threads that each stay with some records until these are done or no longer ours. A wait
 * is a line that sleeps; an interruption means: look again whose the records are.
 */
public final class Errands implements AutoCloseable {
  private static final Duration JOIN = Duration.ofSeconds(1);

  private final String name;
  private final Consumer<Throwable> breakdown;
  private final Set<Running> running = ConcurrentHashMap.newKeySet();
  private volatile boolean closing;

  /** What an errand does; ends early when interrupted. */
  @FunctionalInterface
  public interface Errand {
    void run() throws InterruptedException;
  }

  private static final class Running {
    private final List<Slot> slots;
    private final Thread thread;

    Running(List<Slot> slots, Thread thread) {
      this.slots = slots;
      this.thread = thread;
    }
  }

  /**
   * Starts with none.
   *
   * @param breakdown is told of a bug: what an errand throws would otherwise leave records that
   *     nobody looks after
   */
  public Errands(String name, Consumer<Throwable> breakdown) {
    this.name = name;
    this.breakdown = breakdown;
  }

  /** Runs it on a thread of its own; it looks after these offsets. */
  public void start(List<Slot> slots, Errand errand) {
    var self = new Running[1];
    Thread thread =
        Thread.ofVirtual()
            .name(name)
            .unstarted(() -> {
              try {
                errand.run();
              } catch (InterruptedException _) {
                Thread.currentThread().interrupt(); // the bridge is closing; nothing is committed
              } catch (RuntimeException | Error e) {
                breakdown.accept(e);
              } finally {
                running.remove(self[0]);
              }
            });
    self[0] = new Running(slots, thread);
    running.add(self[0]);
    thread.start();
  }

  /** Interrupts whoever has records of a partition that has been taken away. */
  public void cancelForgotten() {
    for (Running errand : running) {
      if (errand.slots.stream().anyMatch(Slot::forgotten)) {
        errand.thread.interrupt();
      }
    }
  }

  /** Whether an interruption means the end. */
  public boolean isClosing() {
    return closing;
  }

  /** Interrupts all and waits for them, a second at most. */
  @Override
  public void close() {
    closing = true;
    long deadline = System.nanoTime() + JOIN.toNanos();
    running.forEach(errand -> errand.thread.interrupt());
    try {
      for (Running errand : running) {
        errand.thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
