package io.freshet.benchmarks.ingest;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaders;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a route costs that reads the body and answers the same bytes, and does nothing else: the
 * mark for freshet-ingest. Arguments: port, a file with an answer to a JSON push, one with an
 * answer (framed) to a gRPC push.
 */
final class BareRoute {
  private BareRoute() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    var json = HttpData.wrap(Files.readAllBytes(Path.of(args[1])));
    var framed = HttpData.wrap(Files.readAllBytes(Path.of(args[2])));
    var ofJson = ResponseHeaders.of(HttpStatus.OK, "content-type", "application/json");
    var ofGrpc = ResponseHeaders.of(HttpStatus.OK, "content-type", "application/grpc+proto");
    var done = HttpHeaders.of("grpc-status", "0");
    HttpService jsonRoute =
        (_, request) ->
            HttpResponse.of(request.aggregate().thenApply(_ -> HttpResponse.of(ofJson, json)));
    HttpService grpcRoute =
        (_, request) ->
            HttpResponse.of(
                request.aggregate().thenApply(_ -> HttpResponse.of(ofGrpc, framed, done)));
    Server.builder()
        .http(Integer.parseInt(args[0]))
        .service("/ingest", jsonRoute)
        .service("/freshet.ingest.v1.IngestService/Ingest", grpcRoute)
        .service("/healthz/ready", (_, _) -> HttpResponse.of(HttpStatus.OK))
        .build()
        .start()
        .join();
    Thread.currentThread().join();
  }
}
