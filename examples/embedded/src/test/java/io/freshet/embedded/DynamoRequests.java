package io.freshet.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** DynamoDB's JSON protocol by hand, so that this module needs no AWS SDK. */
public record DynamoRequests(URI endpoint) {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** The body of the answer. */
  public String send(String operation, String body) {
    return exchange(operation, body).body();
  }

  public HttpResponse<String> exchange(String operation, String body) {
    try {
      return CLIENT.send(HttpProbe.dynamo(endpoint, operation, body), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
