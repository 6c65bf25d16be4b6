package io.freshet.ingest.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.api.RecordErrorType;
import io.freshet.api.RequestErrorType;
import io.freshet.ingest.answer.PushAnswer;
import io.freshet.ingest.answer.PushAnswer.SourceCount;
import io.freshet.ingest.answer.PushAnswer.ViewCount;
import io.freshet.ingest.answer.RecordError;
import io.freshet.ingest.answer.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** JSON over HTTP, by the JDK's client. */
final class JsonWire implements Wire {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final int port;

  JsonWire(int port) {
    this.port = port;
  }

  @Override
  public Answered push(String authorization, Push push) {
    HttpResponse<String> response = post("/ingest", authorization, push.json());
    JsonNode body = json(response);
    assertThat(response.headers().firstValue("content-type"))
        .contains("application/json; charset=utf-8");
    assertThat(response.headers().allValues("x-request-id")).containsExactly("req-1");
    assertThat(body.path("requestId").asText()).isEqualTo("req-1");
    return new Answered(
        response.statusCode(),
        response.statusCode() == 200 ? accepted(body) : refused(body),
        response.headers().firstValueAsLong("retry-after"));
  }

  private static PushAnswer accepted(JsonNode body) {
    List<ViewCount> views = new ArrayList<>();
    for (JsonNode view : body.at("/ingestMetrics/featureViewIngestMetrics")) {
      views.add(
          new ViewCount(
              view.path("featureViewName").asText(),
              view.path("featureViewId").asText(),
              count(view.path("onlineRecordIngestCount")),
              count(view.path("offlineRecordIngestCount"))));
    }
    List<SourceCount> sources = new ArrayList<>();
    for (JsonNode source : body.at("/ingestMetrics/dataSourceIngestMetrics")) {
      sources.add(
          new SourceCount(
              source.path("dataSourceName").asText(),
              source.path("dataSourceId").asText(),
              count(source.path("offlineRecordIngestCount"))));
    }
    return new PushAnswer.Accepted(
        body.path("workspaceName").asText(),
        Instant.parse(body.path("ingestionTime").asText()),
        views,
        sources);
  }

  /** As proto3 JSON has an int64: a string, and there also when it is zero. */
  private static int count(JsonNode text) {
    assertThat(text.isTextual()).isTrue();
    return Integer.parseInt(text.textValue());
  }

  private static PushAnswer refused(JsonNode body) {
    List<RecordError> records = new ArrayList<>();
    for (JsonNode error : body.path("recordErrors")) {
      records.add(
          new RecordError(
              error.path("pushSourceName").asText(),
              error.path("recordIndex").intValue(),
              error.path("field").asText(),
              RecordErrorType.valueOf(error.path("errorType").asText()),
              error.path("errorMessage").asText()));
    }
    JsonNode error = body.path("requestError");
    return new PushAnswer.Refused(
        body.path("workspaceName").asText(),
        new Refusal(
            RequestErrorType.valueOf(error.path("errorType").asText()),
            error.path("errorMessage").asText(),
            records));
  }

  HttpResponse<String> post(String path, String authorization, String body) {
    return send(
        request(path, authorization)
            .header("X-Request-ID", "req-1")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  HttpResponse<String> get(String path, String authorization) {
    return send(request(path, authorization).build());
  }

  HttpRequest.Builder request(String path, String authorization) {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    return authorization.isEmpty() ? request : request.header("Authorization", authorization);
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
}
