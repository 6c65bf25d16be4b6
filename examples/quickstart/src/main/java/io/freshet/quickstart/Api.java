package io.freshet.quickstart;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** freshet-ingest as a caller with a key sees it. */
final class Api {
  private final IngestServer ingest;
  private final HttpClient http;

  Api(IngestServer ingest, HttpClient http) {
    this.ingest = ingest;
    this.http = http;
  }

  /**
   * The answer to a request.
   *
   * @throws IllegalStateException when it is not 200
   */
  String post(String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(ingest.url(path))
            .timeout(Duration.ofSeconds(10))
            .header("Authorization", "Bearer " + ingest.key())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(
            path + " answered " + answer.statusCode() + ": " + answer.body());
      }
      return answer.body();
    } catch (IOException e) {
      throw new IllegalStateException("freshet-ingest does not answer: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while freshet-ingest was asked", e);
    }
  }
}
