package io.freshet.embedded;

import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The processes this JVM has started; they end with it, and their folders go after them. */
final class Children {
  private static final Set<Process> STARTED = ConcurrentHashMap.newKeySet();
  private static final Queue<Runnable> AFTERWARDS = new ConcurrentLinkedQueue<>();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(Children::endAll, "end-children"));
  }

  private Children() {}

  static Process adopt(Process process) {
    STARTED.removeIf(other -> !other.isAlive());
    STARTED.add(process);
    return process;
  }

  /** Runs at this JVM's end, when no child is left. */
  static void atEnd(Runnable task) {
    AFTERWARDS.add(task);
  }

  private static void endAll() {
    STARTED.forEach(Process::destroyForcibly);
    STARTED.forEach(child -> child.onExit().join());
    AFTERWARDS.forEach(Runnable::run);
  }
}
