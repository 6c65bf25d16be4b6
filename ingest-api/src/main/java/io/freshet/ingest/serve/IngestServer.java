package io.freshet.ingest.serve;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.SessionProtocol;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.docs.DocService;
import com.linecorp.armeria.server.grpc.GrpcService;
import com.linecorp.armeria.server.healthcheck.HealthCheckService;
import com.linecorp.armeria.server.healthcheck.SettableHealthChecker;
import io.freshet.api.IngestLimits;
import io.freshet.ingest.journey.Pushes;
import io.freshet.ingest.journey.Reads;
import io.freshet.ingest.serve.grpc.IngestRpc;
import io.freshet.ingest.serve.grpc.RpcFailures;
import io.freshet.ingest.serve.http.ErrorPages;
import io.freshet.ingest.serve.http.PushRoute;
import io.freshet.ingest.serve.http.ReadRoute;
import io.freshet.ingest.serve.http.SourceRoute;
import io.freshet.ingest.serve.status.RequestIds;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** HTTP and gRPC on one port, from start to close. */
public final class IngestServer implements AutoCloseable {
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(2);
  private static final Duration QUIET_PERIOD = Duration.ofMillis(200);
  private static final Duration DRAIN = Duration.ofSeconds(15);

  /** A body that is only a little too large is read and answered; past this it is cut off. */
  private static final long CUT_OFF_BYTES = 3L * IngestLimits.MAX_BODY_BYTES;

  private static final int MAX_CONNECTIONS = 20_000;
  private static final int MAX_STREAMS = 1_000;
  private static final int MAX_HEADER_BYTES = 16 * 1_024;

  private final Server server;
  private final SettableHealthChecker ready;

  private IngestServer(Server server, SettableHealthChecker ready) {
    this.server = server;
    this.ready = ready;
  }

  /**
   * What the server puts on its port.
   *
   * @param metrics the text of {@code /metrics}
   * @param docs whether {@code /docs} and gRPC reflection are there
   */
  public record Routes(
      Pushes pushes, Reads reads, Supplier<String> metrics, RequestIds ids, Docs docs) {}

  /** Whether the server explains itself to whoever asks. */
  public enum Docs {
    SHOWN,
    HIDDEN
  }

  /**
   * Binds the address (port 0: any free one) and begins to answer.
   *
   * @throws PortInUse when the address cannot be bound
   */
  public static IngestServer start(InetSocketAddress address, Routes routes) {
    return start(address, routes, REQUEST_TIMEOUT);
  }

  static IngestServer start(InetSocketAddress address, Routes routes, Duration requestTimeout) {
    var ready = new SettableHealthChecker(true);
    Server server = build(address, routes, ready, requestTimeout);
    try {
      server.start().join();
    } catch (CompletionException e) {
      throw new PortInUse(address, e);
    }
    return new IngestServer(server, ready);
  }

  /** The port that it listens on. */
  public int port() {
    return server.activeLocalPort();
  }

  /** Not ready; then what is in flight is finished; then nothing. */
  @Override
  public void close() {
    ready.setHealthy(false);
    server.stop().join();
  }

  private static Server build(
      InetSocketAddress address,
      Routes routes,
      SettableHealthChecker ready,
      Duration requestTimeout) {
    ServerBuilder server = Server.builder();
    server.port(address, SessionProtocol.HTTP);
    limit(server);
    server.requestTimeout(requestTimeout);
    server.unloggedExceptionsReportInterval(Duration.ZERO); // our handlers log what is to be logged
    server.decorator((delegate, ctx, request) -> {
      routes.ids().of(ctx);
      return delegate.serve(ctx, request);
    });
    server.errorHandler(new ErrorPages(routes.ids()));
    server.route().post("/ingest").build(new PushRoute(routes.pushes(), routes.ids()));
    server.route().post("/v1/get-features").build(new ReadRoute(routes.reads(), routes.ids()));
    server.route().get(SourceRoute.PATH).build(new SourceRoute(routes.reads(), routes.ids()));
    server.service(grpc(routes));
    server.service("/healthz/live", (_, _) -> HttpResponse.of(HttpStatus.OK));
    server.service("/healthz/ready", HealthCheckService.of(ready));
    server.service(
        "/metrics",
        (_, _) ->
            HttpResponse.of(HttpStatus.OK, MediaType.PLAIN_TEXT_UTF_8, routes.metrics().get()));
    if (routes.docs() == Docs.SHOWN) {
      server.serviceUnder("/docs", new DocService());
    }
    return server.build();
  }

  private static void limit(ServerBuilder server) {
    server
        .maxRequestLength(CUT_OFF_BYTES)
        .idleTimeout(IDLE_TIMEOUT)
        .maxNumConnections(MAX_CONNECTIONS)
        .http2MaxStreamsPerConnection(MAX_STREAMS)
        .http2MaxHeaderListSize(MAX_HEADER_BYTES)
        .http1MaxHeaderSize(MAX_HEADER_BYTES)
        .gracefulShutdownTimeout(QUIET_PERIOD, DRAIN);
  }

  private static GrpcService grpc(Routes routes) {
    return GrpcService.builder()
        .addService(new IngestRpc(routes.pushes(), routes.reads(), routes.ids()))
        .exceptionHandler(new RpcFailures(routes.ids()))
        // A client may wait for longer than the server works on anything, and says when it gives
        // up.
        .useClientTimeoutHeader(false)
        .maxRequestMessageLength(IngestLimits.MAX_BODY_BYTES)
        .build();
  }
}
