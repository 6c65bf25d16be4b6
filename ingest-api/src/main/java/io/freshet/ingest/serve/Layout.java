package io.freshet.ingest.serve;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.ServerBuilder;
import com.linecorp.armeria.server.docs.DocService;
import com.linecorp.armeria.server.grpc.GrpcService;
import com.linecorp.armeria.server.grpc.GrpcServiceBuilder;
import io.freshet.api.IngestLimits;
import io.freshet.ingest.health.Readiness;
import io.freshet.ingest.serve.IngestServer.Docs;
import io.freshet.ingest.serve.IngestServer.Routes;
import io.freshet.ingest.serve.grpc.IngestRpc;
import io.freshet.ingest.serve.grpc.RpcFailures;
import io.freshet.ingest.serve.http.ErrorPages;
import io.freshet.ingest.serve.http.OpenApiRoute;
import io.freshet.ingest.serve.http.PushRoute;
import io.freshet.ingest.serve.http.ReadRoute;
import io.freshet.ingest.serve.http.SourceRoute;
import io.freshet.ingest.serve.status.Deadlines;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;

/** What is where on the port: the API over HTTP and gRPC, and what operators look at. */
record Layout(Routes routes, Deadlines deadlines) {
  private static final MediaType PROMETHEUS =
      MediaType.parse("text/plain; version=0.0.4; charset=utf-8");

  void apply(ServerBuilder server) {
    server.errorHandler(new ErrorPages(routes.ids()));
    api(server);
    operations(server);
    if (routes.docs() == Docs.SHOWN) {
      server.serviceUnder("/docs", new DocService());
    }
  }

  private void api(ServerBuilder server) {
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
        grpc(),
        service ->
            service
                .decorate(new Counted(IngestRpc::route, "grpc", routes.answered()))
                .decorate(routes.around()));
  }

  private void operations(ServerBuilder server) {
    server.service("/healthz/live", (_, _) -> HttpResponse.of(HttpStatus.OK));
    server.service("/healthz/ready", (_, _) -> ready(routes.ready()));
    server.service(
        "/metrics", (_, _) -> HttpResponse.of(HttpStatus.OK, PROMETHEUS, routes.metrics().get()));
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

  private GrpcService grpc() {
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
