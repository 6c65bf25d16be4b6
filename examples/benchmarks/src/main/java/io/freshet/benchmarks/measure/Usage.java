package io.freshet.benchmarks.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What a process has used up to now, by the kernel's own account.
 *
 * @param cpu user and system time of all its threads, those that have ended too (proc_pid_stat(5))
 * @param peakKiB the most memory it ever had resident
 * @param residentKiB what it has resident now
 */
public record Usage(Duration cpu, long peakKiB, long residentKiB) {
  /** Linux counts in hundredths of a second towards user space, whatever its own clock is. */
  private static final long TICK_MILLIS = 10;

  /** Of a process that runs. */
  public static Usage of(long pid) {
    Path process = Path.of("/proc", Long.toString(pid));
    try {
      // The second field is the name in parentheses, and may hold blanks.
      String stat = Files.readString(process.resolve("stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
      List<String> status = Files.readAllLines(process.resolve("status"));
      return new Usage(
          Duration.ofMillis(ticks * TICK_MILLIS), kib(status, "VmHWM"), kib(status, "VmRSS"));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the usage of process " + pid, e);
    }
  }

  /** CPU used since an earlier look. */
  public Duration cpuSince(Usage earlier) {
    return cpu.minus(earlier.cpu);
  }

  private static long kib(List<String> status, String name) {
    return status.stream()
        .filter(line -> line.startsWith(name + ":"))
        .map(line -> line.replaceAll("\\D", ""))
        .mapToLong(Long::parseLong)
        .findFirst()
        .orElse(0);
  }
}
