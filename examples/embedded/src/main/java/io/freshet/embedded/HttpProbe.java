package io.freshet.embedded;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks a server whether it answers. */
public final class HttpProbe {
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** One for all: whoever waits asks many times a second, while the machine has better to do. */
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private static final String PROBE_TABLE =
      """
      {"TableName": "probe", "BillingMode": "PAY_PER_REQUEST",
       "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}],
       "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}]}
      """;

  private HttpProbe() {}

  /** Whether a GET is answered with that status. */
  public static boolean answers(URI uri, int status) {
    return answers(HttpRequest.newBuilder(uri).timeout(PATIENCE).build(), status);
  }

  /**
   * Whether a DynamoDB makes and drops a table. DynamoDB Local's port opens long before; its first
   * table can take it longer than a client waits.
   */
  static boolean makesTables(URI endpoint) {
    answers(dynamo(endpoint, "CreateTable", PROBE_TABLE), 200);
    return answers(dynamo(endpoint, "DeleteTable", "{\"TableName\": \"probe\"}"), 200);
  }

  /** A DynamoDB request. DynamoDB Local demands a signature, and does not check it. */
  static HttpRequest dynamo(URI endpoint, String operation, String body) {
    return HttpRequest.newBuilder(endpoint)
        .version(HttpClient.Version.HTTP_1_1)
        .timeout(PATIENCE)
        .header("X-Amz-Target", "DynamoDB_20120810." + operation)
        .header("Content-Type", "application/x-amz-json-1.0")
        .header(
            "Authorization",
            "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request,"
                + " SignedHeaders=host, Signature=0")
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  private static boolean answers(HttpRequest request, int status) {
    try {
      return CLIENT.send(request, BodyHandlers.discarding()).statusCode() == status;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + request.uri(), e);
    }
  }
}
