package io.freshet.ingest.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.RetryInfo;
import com.linecorp.armeria.client.grpc.GrpcClients;
import io.freshet.ingest.v1.IngestError;
import io.freshet.ingest.v1.IngestRequest;
import io.freshet.ingest.v1.IngestServiceGrpc.IngestServiceBlockingStub;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Pushes the same request over JSON and over gRPC and says what came of it in the same words. */
final class Outcomes {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final int port;

  Outcomes(int port) {
    this.port = port;
  }

  /** Type of the request's error (or OK), whether to retry, and the records' errors. */
  record Outcome(String type, boolean retry, Set<String> records) {}

  HttpResponse<String> post(String path, String key, String body) {
    return send(
        HttpRequest.newBuilder(uri(path))
            .header("Authorization", "Bearer " + key)
            .header("X-Request-ID", "req-1")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  HttpResponse<String> get(String path, String key) {
    return send(HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + key).build());
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static JsonNode json(HttpResponse<String> response) {
    try {
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new AssertionError("not JSON: " + response.body(), e);
    }
  }

  Outcome overJson(String key, String body) {
    HttpResponse<String> response = post("/ingest", key, body);
    assertThat(response.headers().firstValue("x-request-id")).contains("req-1");
    JsonNode answer = json(response);
    assertThat(answer.path("requestId").asText()).isEqualTo("req-1");
    if (response.statusCode() == 200) {
      return new Outcome("OK", false, Set.of());
    }
    Set<String> records = new TreeSet<>();
    for (JsonNode error : answer.path("recordErrors")) {
      records.add(
          error.path("pushSourceName").asText()
              + "/"
              + error.path("recordIndex").asInt()
              + "/"
              + error.path("field").asText()
              + "/"
              + error.path("errorType").asText());
    }
    return new Outcome(
        answer.path("requestError").path("errorType").asText(),
        response.headers().firstValue("retry-after").isPresent(),
        records);
  }

  IngestServiceBlockingStub stub(String key) {
    return GrpcClients.builder("gproto+http://127.0.0.1:" + port + "/")
        .setHeader("authorization", "Bearer " + key)
        .build(IngestServiceBlockingStub.class);
  }

  Outcome overGrpc(String key, IngestRequest request) {
    try {
      stub(key).ingest(request);
      return new Outcome("OK", false, Set.of());
    } catch (StatusRuntimeException e) {
      return outcome(e);
    }
  }

  private static Outcome outcome(StatusRuntimeException failure) {
    Set<String> records = new TreeSet<>();
    List<String> types = new ArrayList<>();
    boolean retry = false;
    int violations = 0;
    try {
      for (Any detail : StatusProto.fromThrowable(failure).getDetailsList()) {
        if (detail.is(IngestError.class)) {
          IngestError error = detail.unpack(IngestError.class);
          types.add(error.getRequestError().getErrorType());
          error
              .getRecordErrorsList()
              .forEach(record ->
                  records.add(
                      record.getPushSourceName()
                          + "/"
                          + record.getRecordIndex()
                          + "/"
                          + record.getField()
                          + "/"
                          + record.getErrorType()));
        }
        retry |= detail.is(RetryInfo.class);
        violations +=
            detail.is(BadRequest.class)
                ? detail.unpack(BadRequest.class).getFieldViolationsCount()
                : 0;
      }
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
    assertThat(violations).isEqualTo(records.size());
    return new Outcome(types.isEmpty() ? failure.toString() : types.getFirst(), retry, records);
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }
}
