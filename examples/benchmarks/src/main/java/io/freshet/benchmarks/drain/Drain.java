package io.freshet.benchmarks.drain;

import io.freshet.benchmarks.measure.Usage;
import io.freshet.embedded.JavaProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

/**
 * One contender's one drain, from the start of its JVM.
 *
 * @param perSecond records, from the start of the JVM to the last of them
 * @param cpuMicros of a record, all of the process together
 * @param allocatedBytes of a record
 */
record Drain(
    double perSecond,
    double cpuSeconds,
    double cpuMicros,
    double peakMb,
    double allocatedBytes,
    double firstPushMillis) {

  static Drain of(Contender contender, Load load, int delay, Sink sink, Path folder)
      throws IOException {
    sink.reset(load, delay);
    var launch = new Contender.Launch(load, sink.url(), "group-" + UUID.randomUUID(), folder);
    long start = System.currentTimeMillis();
    try (JavaProcess process = contender.starter().start(launch)) {
      process.awaitReady(() -> sink.stats().doneMillis() > 0);
      Usage usage = Usage.of(process.pid());
      Sink.Stats stats = sink.stats();
      process.terminate(Duration.ofSeconds(30));
      double cpu = usage.cpu().toMillis() / 1_000.0;
      return new Drain(
          load.records() * 1_000.0 / (stats.doneMillis() - start),
          cpu,
          cpu * 1e6 / load.records(),
          usage.peakKiB() / 1_024.0,
          (double) Collections.of(launch.gcFile()).allocatedBytes() / load.records(),
          Math.max(0, stats.firstMillis() - start));
    }
  }
}
