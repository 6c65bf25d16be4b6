package io.freshet.embedded.fault;

import io.freshet.embedded.Ports;
import io.freshet.embedded.Server;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * An HTTP/1.1 reverse proxy that injects faults, by operation: of DynamoDB the {@code X-Amz-Target}
 * without its version ({@code PutItem}), of other services the path ({@code /ingest}).
 */
public final class FaultProxy implements Server {
  /** In place of an operation: all of them. */
  public static final String ANY = "*";

  private static final int FOR_EVER = Integer.MAX_VALUE;

  private final int port;
  private final Acceptor acceptor;
  private final Upstream upstream;
  private final List<Injection> injections = new CopyOnWriteArrayList<>();
  private final Map<String, Integer> requests = new ConcurrentHashMap<>();

  private FaultProxy(int port, Supplier<URI> target, Witness witness) {
    this.port = port;
    this.upstream = new Upstream(target);
    this.acceptor =
        new Acceptor(
            port,
            connection -> new FaultyConnection(connection, upstream, this::next, witness).serve());
  }

  /** A proxy to this server; it passes everything on until a fault is injected. */
  public static FaultProxy inFrontOf(URI target) {
    return inFrontOf(() -> target, (_, _) -> _ -> {});
  }

  /**
   * A proxy to whichever server it is that the supplier names at the time of a request, with
   * somebody who looks on.
   */
  public static FaultProxy inFrontOf(Supplier<URI> target, Witness witness) {
    return new FaultProxy(Ports.free(), target, witness);
  }

  @Override
  public void start() {
    acceptor.start();
  }

  /** Where clients connect. */
  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Resets every connection and refuses new ones, until {@link #restore}. */
  public void cut() {
    acceptor.close();
  }

  /** Takes connections again. */
  public void restore() {
    acceptor.start();
  }

  /** Strikes every request of an operation until the injection is removed. */
  public Injection inject(String operation, Fault fault) {
    return inject(operation, FOR_EVER, fault);
  }

  /** Strikes the next requests of an operation. Of several faults, the first injected strikes. */
  public Injection inject(String operation, int times, Fault fault) {
    var injection = new Injection(operation, times, fault);
    injections.add(injection);
    return injection;
  }

  /** Removes every injection. */
  public void clear() {
    injections.forEach(Injection::remove);
    injections.clear();
  }

  /** How many requests of this operation have come, struck or not. */
  public int requests(String operation) {
    return requests.getOrDefault(operation, 0);
  }

  @Override
  public void close() {
    clear();
    acceptor.close();
    upstream.close();
  }

  private Optional<Injection> next(Request request) {
    String operation = request.operation();
    requests.merge(operation, 1, Integer::sum);
    return injections.stream().filter(injection -> injection.strikes(operation)).findFirst();
  }
}
