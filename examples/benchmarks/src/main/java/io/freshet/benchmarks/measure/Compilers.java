package io.freshet.benchmarks.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** What a JVM's just-in-time compilers, C1 and C2, have used of the CPU. */
public final class Compilers {
  private static final long TICK_MILLIS = 10;

  private Compilers() {}

  /** Of all compiler threads that are alive; they may end when there is nothing to do. */
  public static Duration of(long pid) {
    try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
      return Duration.ofMillis(threads.mapToLong(Compilers::ticks).sum() * TICK_MILLIS);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the threads of process " + pid, e);
    }
  }

  private static long ticks(Path thread) {
    try {
      String stat = Files.readString(thread.resolve("stat"));
      if (!stat.contains("CompilerThre")) {
        return 0;
      }
      List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
      return Long.parseLong(fields.get(11)) + Long.parseLong(fields.get(12));
    } catch (IOException e) {
      // It has ended meanwhile.
      return 0;
    }
  }
}
