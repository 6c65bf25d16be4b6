package io.freshet.ingest.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.linecorp.armeria.client.grpc.GrpcClients;
import io.freshet.ingest.serve.IngestServer.Docs;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.reflection.v1.ServerReflectionGrpc.ServerReflectionStub;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** {@code server.docs}: whether the server explains itself to whoever asks. */
class DocsTest {

  @Test
  void whereTheyAreShownBrowsersAndToolsLearnTheWholeApi() {
    try (var server = new Fixture(Docs.SHOWN, Optional.empty())) {
      var client = new JsonWire(server.port());
      assertThat(client.get("/docs/", "").body()).contains("<html");
      // Made when it is first asked for, which takes longer than a request may on a busy machine.
      await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(() ->
              assertThat(client.get("/docs/specification.json", "").body())
                  .contains("freshet.ingest.v1.IngestService", "GetFeatures", "joinKeys"));
      assertThat(services(server)).contains("freshet.ingest.v1.IngestService");
    }
  }

  @Test
  void whereTheyAreHiddenNobodyLearnsAnything() {
    try (var server = new Fixture()) {
      var client = new JsonWire(server.port());
      assertThat(client.get("/docs/", "").statusCode()).isEqualTo(404);
      assertThat(client.get("/docs/specification.json", "").statusCode()).isEqualTo(404);
      assertThatThrownBy(() -> services(server))
          .hasCauseInstanceOf(StatusRuntimeException.class)
          .cause()
          .extracting(e -> ((StatusRuntimeException) e).getStatus().getCode())
          .isEqualTo(Code.UNIMPLEMENTED);
    }
  }

  /** As grpcurl and its like ask. */
  private static List<String> services(Fixture server) {
    var answer = new CompletableFuture<ServerReflectionResponse>();
    StreamObserver<ServerReflectionRequest> asking =
        GrpcClients.newClient(
                "gproto+http://127.0.0.1:" + server.port() + "/", ServerReflectionStub.class)
            .serverReflectionInfo(
                new StreamObserver<>() {
                  @Override
                  public void onNext(ServerReflectionResponse response) {
                    answer.complete(response);
                  }

                  @Override
                  public void onError(Throwable failure) {
                    answer.completeExceptionally(failure);
                  }

                  @Override
                  public void onCompleted() {}
                });
    asking.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());
    asking.onCompleted();
    return answer.join().getListServicesResponse().getServiceList().stream()
        .map(ServiceResponse::getName)
        .toList();
  }
}
