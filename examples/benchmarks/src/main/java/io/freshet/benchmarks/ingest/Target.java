package io.freshet.benchmarks.ingest;

import com.linecorp.armeria.client.WebClient;
import io.freshet.benchmarks.ingest.OpenLoop.Result;
import io.freshet.benchmarks.ingest.Stage.Running;
import io.freshet.benchmarks.measure.Usage;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What load goes to: a server, and the stub behind it, where there is one. */
record Target(String name, Running program, WebClient client, Optional<URI> stub) {

  /** What a request is, to this target. */
  @FunctionalInterface
  interface Calls {
    OpenLoop.Sender to(WebClient client);
  }

  /**
   * A load of one kind.
   *
   * @param first the first record's number; a request has {@code batch} of them
   */
  record Load(Calls calls, int batch, double perSecond, Duration lasting, long first) {}

  static Target of(String name, Running program, Optional<URI> stub) {
    return new Target(name, program, Wire.client(program.uri()), stub);
  }

  /** Lets the load's requests through, sixteen at a time, and measures nothing. */
  void warmUp(Load load, int requests) {
    OpenLoop.closed(requests, 16, 0, load.calls().to(client));
  }

  Round round(Load load) {
    Usage before = Usage.of(program.pid());
    Result result = OpenLoop.run(load.perSecond(), load.lasting(), 0, load.calls().to(client));
    double cpu = Usage.of(program.pid()).cpuSince(before).toNanos() / 1e3;
    return new Round(result, cpu, stub.map(uri -> added(uri, load, result)));
  }

  /** What each request took beyond the stub's delays for the slowest of its records. */
  private static long[] added(URI stub, Load load, Result result) {
    int batch = load.batch();
    List<Long> micros = StubReport.of(stub, load.first(), result.nanos().length * batch).micros();
    long[] added = new long[result.nanos().length];
    for (int i = 0; i < added.length; i++) {
      long slowest = Collections.max(micros.subList(i * batch, (i + 1) * batch));
      added[i] = Math.max(0, result.nanos()[i] - slowest * 1_000);
    }
    return added;
  }
}
