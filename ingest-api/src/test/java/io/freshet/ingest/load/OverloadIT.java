package io.freshet.ingest.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.embedded.EmbeddedServers;
import io.freshet.embedded.fault.Fault;
import io.freshet.embedded.fault.FaultProxy;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three times the load that the server can carry. In the short form each store call takes 40 ms, so
 * that the limit on requests at work is what there is too little of, and not this machine.
 */
class OverloadIT {
  private static final int IN_FLIGHT = 8;
  private static final Duration PATIENCE = Duration.ofMillis(500);
  private static final double KEPT = 0.8;

  @TempDir private Path folder;

  @Test
  void threeTimesTheLoadIsShedAndTheRestIsDoneAsWellAsEver() throws Exception {
    try (var proxy = FaultProxy.inFrontOf(EmbeddedServers.dynamoDb().endpoint())) {
      proxy.start();
      String limits = "{in_flight: 8, waiting: 32, patience: 500ms}";
      try (var server = ServerProcess.start(folder, limits, proxy.endpoint())) {
        proxy.inject("PutItem", new Fault.Delay(Duration.ofMillis(40)));
        holdsOut(server, Duration.ofSeconds(2), Duration.ofSeconds(4));
      }
    }
  }

  @Tag("soak")
  @Test
  void threeTimesTheLoadForMinutes() throws Exception {
    String limits = "{in_flight: 8, waiting: 64, patience: 500ms}";
    try (var server = ServerProcess.start(folder, limits, EmbeddedServers.dynamoDb().endpoint())) {
      holdsOut(server, Duration.ofSeconds(30), Duration.ofMinutes(3));
    }
  }

  private static void holdsOut(ServerProcess server, Duration normal, Duration overload)
      throws Exception {
    Load.closed(server.url("/"), IN_FLIGHT, Duration.ofSeconds(1));
    Load peak = Load.closed(server.url("/"), IN_FLIGHT, normal);
    double before = heap(server);
    Load over = Load.open(server.url("/"), 3 * peak.goodput(), overload);
    double after = heap(server);
    System.out.printf("peak %s%nthree times %s%nheap %.0f -> %.0f%n", peak, over, before, after);
    assertThat(peak.other()).isEmpty();
    assertThat(over.other()).isEmpty();
    assertThat(over.shed()).isPositive();
    assertThat(over.goodput()).isGreaterThan(KEPT * peak.goodput());
    assertThat(over.p99()).isLessThan(peak.p99().plus(PATIENCE).multipliedBy(2));
    assertThat(after).isLessThan(before * 1.5 + (16 << 20));
  }

  /** Bytes in use after the last collection, which a small heap has had a moment ago. */
  private static double heap(ServerProcess server) throws Exception {
    try (var pusher = new Pusher()) {
      return pusher
          .get(server.url("/metrics"))
          .lines()
          .filter(line -> line.startsWith("jvm_gc_live_data_size_bytes"))
          .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
          .sum();
    }
  }
}
