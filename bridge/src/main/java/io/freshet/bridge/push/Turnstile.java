package io.freshet.bridge.push;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets requests through: so many at once, and of a halted push source only the one that probes,
 * lest a thousand batches knock at a door that is locked. A request that waits here holds no
 * permit, so that a halted source does not keep the others from the wire.
 */
final class Turnstile {
  private final Window window;
  private final Halts halts;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Map<String, Probe> probes = new HashMap<>();

  /** A halt's one request that goes on asking; without one the next that comes is it. */
  private static final class Probe {
    private @Nullable Thread by;
    private int waiting;
  }

  Turnstile(Window window, Halts halts) {
    this.window = window;
    this.halts = halts;
  }

  /**
   * Waits for a permit; {@link #leave} follows it.
   *
   * @return whether there is one: a source that is halted gets none
   */
  boolean enter(String pushSource) throws InterruptedException {
    if (!isOpen(pushSource)) {
      return false;
    }
    window.enter();
    if (isOpen(pushSource)) {
      return true;
    }
    window.leave(); // halted while it waited
    return false;
  }

  void leave() {
    window.leave();
  }

  /** Nothing of this passes any more but the calling thread, which is the probe if it is first. */
  void halt(String what, String reason) {
    lock.lock();
    try {
      Probe probe = probes.computeIfAbsent(what, _ -> new Probe());
      if (probe.by == null) {
        probe.by = Thread.currentThread();
      }
    } finally {
      lock.unlock();
    }
    halts.raise(what, reason);
  }

  void goOn(String what) {
    lock.lock();
    try {
      if (probes.remove(what) != null) {
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
    halts.clear(what);
  }

  /**
   * The calling thread has no records left: what it has probed another must, and where nobody waits
   * nothing is halted any more.
   */
  void resign() {
    lock.lock();
    try {
      for (Map.Entry<String, Probe> entry : Map.copyOf(probes).entrySet()) {
        if (entry.getValue().by == Thread.currentThread()) {
          entry.getValue().by = null;
          if (entry.getValue().waiting == 0) {
            probes.remove(entry.getKey());
            halts.clear(entry.getKey());
          }
          changed.signalAll();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits until a source is not halted, or the calling thread is the one to probe. */
  void awaitOpen(String pushSource) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      for (Optional<Probe> barrier = barrier(pushSource);
          barrier.isPresent();
          barrier = barrier(pushSource)) {
        barrier.get().waiting++;
        try {
          changed.await();
        } finally {
          barrier.get().waiting--;
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean isOpen(String pushSource) {
    lock.lock();
    try {
      return barrier(pushSource).isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /**
   * What the calling thread has to wait for. Whoever probes for all sources need not wait for its
   * own: two probes would wait for each other.
   */
  private Optional<Probe> barrier(String pushSource) {
    @Nullable Probe all = probes.get(Halts.ALL);
    @Nullable Probe probe = all == null ? probes.get(pushSource) : all;
    if (probe == null) {
      return Optional.empty();
    }
    if (probe.by == null) {
      probe.by = Thread.currentThread();
    }
    return probe.by == Thread.currentThread() ? Optional.empty() : Optional.of(probe);
  }
}
