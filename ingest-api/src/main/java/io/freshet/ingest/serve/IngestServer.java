package io.freshet.ingest.serve;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.SessionProtocol;
import com.linecorp.armeria.server.DecoratingHttpServiceFunction;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.docs.DocService;
import com.linecorp.armeria.server.grpc.GrpcService;
import com.linecorp.armeria.server.grpc.GrpcServiceBuilder;
import io.freshet.api.IngestLimits;
import io.freshet.ingest.config.Limits;
import io.freshet.ingest.health.Readiness;
import io.freshet.ingest.journey.Pushes;
import io.freshet.ingest.journey.Reads;
import io.freshet.ingest.serve.grpc.IngestRpc;
import io.freshet.ingest.serve.grpc.RpcFailures;
import io.freshet.ingest.serve.http.ErrorPages;
import io.freshet.ingest.serve.http.OpenApiRoute;
import io.freshet.ingest.serve.http.PushRoute;
import io.freshet.ingest.serve.http.ReadRoute;
import io.freshet.ingest.serve.http.SourceRoute;
import io.freshet.ingest.serve.status.Deadlines;
import io.freshet.ingest.serve.status.RequestIds;
import io.freshet.ingest.serve.tls.RenewedTls;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/** HTTP and gRPC on one port, from start to close. */
public final class IngestServer implements AutoCloseable {
  private static final MediaType PROMETHEUS =
      MediaType.parse("text/plain; version=0.0.4; charset=utf-8");

  private final Server server;
  private final Door door;
  private final Readiness ready;
  private final Duration notReady;

  private IngestServer(Server server, Door door, Readiness ready, Duration notReady) {
    this.server = server;
    this.door = door;
    this.ready = ready;
    this.notReady = notReady;
  }

  /**
   * What the server puts on its port.
   *
   * @param metrics the text of {@code /metrics}
   * @param ready what {@code /healthz/ready} says
   * @param answered hears of every push, read and look-up of a source
   * @param around goes around the routes of the API
   * @param docs whether {@code /docs} and gRPC reflection are there
   */
  public record Routes(
      Pushes pushes,
      Reads reads,
      Supplier<String> metrics,
      Readiness ready,
      Answered answered,
      RequestIds ids,
      DecoratingHttpServiceFunction around,
      Docs docs) {}

  /** Whether the server explains itself to whoever asks. */
  public enum Docs {
    SHOWN,
    HIDDEN
  }

  /**
   * Binds the address (port 0: any free one) and begins to answer.
   *
   * @param tls empty: in plain text
   * @throws PortInUse when the address cannot be bound
   */
  public static IngestServer start(
      InetSocketAddress address, Optional<RenewedTls> tls, Limits limits, Routes routes) {
    var door = new Door();
    ServerBuilder building = Server.builder();
    if (tls.isPresent()) {
      building.port(address, SessionProtocol.HTTPS);
      building.tlsProvider(tls.get(), tls.get().config());
    } else {
      building.port(address, SessionProtocol.HTTP);
    }
    Server server = build(building, limits, routes, door);
    try {
      server.start().join();
    } catch (CompletionException e) {
      throw new PortInUse(address, e);
    }
    return new IngestServer(server, door, routes.ready(), limits.stopping().notReady());
  }

  /** The port that it listens on. */
  public int port() {
    return server.activeLocalPort();
  }

  /**
   * Not ready, but answering, until whoever balances load has noticed; then no new connections, and
   * what is in flight is finished; then nothing.
   */
  @Override
  public void close() {
    ready.stop();
    door.askToLeave();
    pause();
    door.shut();
    server.stop().join();
  }

  private void pause() {
    try {
      Thread.sleep(notReady);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Server build(ServerBuilder server, Limits limits, Routes routes, Door door) {
    var deadlines = new Deadlines(limits.work().timeout());
    ConnectionLimits.apply(server, limits);
    server.childChannelPipelineCustomizer(door);
    server.unloggedExceptionsReportInterval(Duration.ZERO); // our handlers log what is to be logged
    server.decorator(door);
    server.decorator((delegate, ctx, request) -> {
      routes.ids().of(ctx);
      return delegate.serve(ctx, request);
    });
    server.errorHandler(new ErrorPages(routes.ids()));
    server
        .route()
        .post("/ingest")
        .decorator(new PlainBodies())
        .decorator(new Counted(_ -> "push", "http", routes.answered()))
        .decorator(routes.around())
        .build(new PushRoute(routes.pushes(), routes.ids(), deadlines));
    server
        .route()
        .post("/v1/get-features")
        .decorator(new PlainBodies())
        .decorator(new Counted(_ -> "read", "http", routes.answered()))
        .decorator(routes.around())
        .build(new ReadRoute(routes.reads(), routes.ids(), deadlines));
    server
        .route()
        .get(SourceRoute.PATH)
        .decorator(new Counted(_ -> "source", "http", routes.answered()))
        .decorator(routes.around())
        .build(new SourceRoute(routes.reads(), routes.ids()));
    server.route().get(OpenApiRoute.PATH).build(new OpenApiRoute());
    server.service(
        grpc(routes, deadlines),
        service ->
            service
                .decorate(new Counted(IngestRpc::route, "grpc", routes.answered()))
                .decorate(routes.around()));
    server.service("/healthz/live", (_, _) -> HttpResponse.of(HttpStatus.OK));
    server.service("/healthz/ready", (_, _) -> ready(routes.ready()));
    server.service(
        "/metrics", (_, _) -> HttpResponse.of(HttpStatus.OK, PROMETHEUS, routes.metrics().get()));
    if (routes.docs() == Docs.SHOWN) {
      server.serviceUnder("/docs", new DocService());
    }
    return server.build();
  }

  private static HttpResponse ready(Readiness readiness) {
    return HttpResponse.of(
        readiness
            .problem()
            .thenApply(problem ->
                problem
                    .map(why -> page(HttpStatus.SERVICE_UNAVAILABLE, why))
                    .orElseGet(() -> page(HttpStatus.OK, "ready"))));
  }

  private static HttpResponse page(HttpStatus status, String text) {
    return HttpResponse.of(status, MediaType.PLAIN_TEXT_UTF_8, text);
  }

  private static GrpcService grpc(Routes routes, Deadlines deadlines) {
    GrpcServiceBuilder grpc = GrpcService.builder();
    if (routes.docs() == Docs.SHOWN) {
      grpc.addService(ProtoReflectionServiceV1.newInstance());
    }
    return grpc.addService(new IngestRpc(routes.pushes(), routes.reads(), routes.ids(), deadlines))
        .exceptionHandler(new RpcFailures(routes.ids()))
        // Deadlines are ours to keep: Armeria would let a caller ask for more than the limit.
        .useClientTimeoutHeader(false)
        .maxRequestMessageLength(IngestLimits.MAX_BODY_BYTES)
        .build();
  }
}
