package io.freshet.benchmarks.ingest;

import com.linecorp.armeria.client.WebClient;
import io.freshet.benchmarks.ingest.Events.Sent;
import io.freshet.benchmarks.measure.Percentiles;
import io.freshet.benchmarks.measure.Spread;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How fresh the bridge says that its records are (from the Kafka timestamp until the server's
 * answer was read), beside what the stub itself took.
 */
final class Freshness {
  private static final Pattern OF_THE_LAST_THOUSAND =
      Pattern.compile(
          "\"freshness_ms\"\\s*:\\s*\\{\\s*\"p50\"\\s*:\\s*(\\d+),\\s*\"p99\"\\s*:\\s*(\\d+)");
  private static final Pattern STORED = Pattern.compile("\"stored\"\\s*:\\s*(\\d+)");
  private static final int BATCH = 10;

  private final WebClient bridge;
  private final URI stub;

  Freshness(URI bridge, URI stub) {
    this.bridge = WebClient.of("h1c://" + bridge.getAuthority());
    this.stub = stub;
  }

  /**
   * A while of events.
   *
   * @param p50 milliseconds: the median of what the bridge said, of a thousand records each time
   * @param slowest50 of groups of ten, the slowest record's two delays
   */
  record Seen(
      int records, double perSecond, double p50, double p99, double slowest50, double slowest99) {}

  /** Looks on while these are sent, until the last of them is stored. */
  Seen during(Supplier<Sent> sending) {
    List<Double> medians = new ArrayList<>();
    List<Double> worst = new ArrayList<>();
    var ended = new AtomicBoolean();
    Thread watching =
        Thread.ofPlatform()
            .start(() -> {
              while (!ended.get()) {
                LockSupport.parkNanos(200_000_000);
                Matcher said = OF_THE_LAST_THOUSAND.matcher(status());
                if (said.find()) {
                  medians.add(Double.valueOf(said.group(1)));
                  worst.add(Double.valueOf(said.group(2)));
                }
              }
            });
    long begun = System.nanoTime();
    Sent sent = sending.get();
    ended.set(true);
    awaitStored(sent.first() + sent.count());
    double seconds = (System.nanoTime() - begun) / 1e9;
    join(watching);
    Percentiles slowest = Percentiles.of(slowestOfTen(sent));
    return new Seen(
        sent.count(),
        sent.count() / seconds,
        middle(medians),
        middle(worst),
        slowest.at(50) / 1e3,
        slowest.at(99) / 1e3);
  }

  /** Which ten went together is not known; any ten are as good. */
  private long[] slowestOfTen(Sent sent) {
    List<Long> own = new ArrayList<>(StubReport.of(stub, sent.first(), sent.count()).micros());
    Collections.shuffle(own, new Random(1));
    long[] slowest = new long[own.size() / BATCH];
    for (int i = 0; i < slowest.length; i++) {
      slowest[i] = Collections.max(own.subList(i * BATCH, (i + 1) * BATCH));
    }
    return slowest;
  }

  private void awaitStored(long records) {
    while (stored() < records) {
      LockSupport.parkNanos(5_000_000);
    }
  }

  private long stored() {
    Matcher found = STORED.matcher(status());
    return found.find() ? Long.parseLong(found.group(1)) : 0;
  }

  private String status() {
    return bridge.get("/status").aggregate().join().contentUtf8();
  }

  private static double middle(List<Double> said) {
    return Spread.of(said).median();
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
