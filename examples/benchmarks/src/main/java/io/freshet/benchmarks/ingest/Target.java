package io.freshet.benchmarks.ingest;

import com.linecorp.armeria.client.WebClient;
import io.freshet.benchmarks.ingest.OpenLoop.Result;
import io.freshet.benchmarks.ingest.Stage.Running;
import io.freshet.benchmarks.measure.Compilers;
import io.freshet.benchmarks.measure.Usage;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What load goes to: a server, and the stub behind it, where there is one. */
record Target(String name, Running program, WebClient client, Optional<URI> stub) {
  /** Of warming up. */
  private static final int PARTS = 10;

  /** So many times what is asked for. */
  static final int LONGEST = 8;

  /** The compilers' share of one processor. */
  private static final double CALM = 0.03;

  private static final int CALM_PARTS = 3;

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

  /**
   * Lets requests through, sixteen at a time, until the target's compilers have little left to do:
   * what is measured then is a server that has been up for a while.
   *
   * @param requests at least so many, and at most {@link #LONGEST} times as many
   */
  void warmUp(Load load, int requests) {
    int part = Math.max(1, requests / PARTS);
    int calm = 0;
    for (int i = 0; i < PARTS * LONGEST && (i < PARTS || calm < CALM_PARTS); i++) {
      Duration compiled = Compilers.of(program.pid());
      long begun = System.nanoTime();
      OpenLoop.closed(part, 16, (long) i * part, load.calls().to(client));
      double busy = Compilers.of(program.pid()).minus(compiled).toNanos();
      calm = busy / (System.nanoTime() - begun) < CALM ? calm + 1 : 0;
    }
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
