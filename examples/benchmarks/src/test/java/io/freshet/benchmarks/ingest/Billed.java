package io.freshet.benchmarks.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;

/**
 * In front of a DynamoDB: asks it to say what every put consumes, and adds it up. The store itself
 * knows nothing of it.
 */
final class Billed implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final DoubleAdder units = new DoubleAdder();
  private final LongAdder refused = new LongAdder();
  private final WebClient dynamoDb;
  private final Server server;

  private Billed(URI endpoint) {
    this.dynamoDb = WebClient.of("h1c://" + endpoint.getAuthority());
    this.server =
        Server.builder()
            .http(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .serviceUnder(
                "/",
                (_, request) -> HttpResponse.of(request.aggregate().thenCompose(this::forward)))
            .build();
  }

  static Billed inFrontOf(URI endpoint) {
    var billed = new Billed(endpoint);
    billed.server.start().join();
    return billed;
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.activeLocalPort());
  }

  /** Write units that successful puts have consumed. */
  double units() {
    return units.sum();
  }

  /** Puts whose condition failed: DynamoDB Local does not say what they consumed. */
  long refused() {
    return refused.sum();
  }

  void reset() {
    units.reset();
    refused.reset();
  }

  @Override
  public void close() {
    server.close();
  }

  private CompletableFuture<HttpResponse> forward(AggregatedHttpRequest request) {
    if (!request.headers().get("x-amz-target", "").endsWith(".PutItem")) {
      return CompletableFuture.completedFuture(dynamoDb.execute(request));
    }
    HttpData asking =
        HttpData.ofUtf8(
            "{\"ReturnConsumedCapacity\":\"TOTAL\"," + request.contentUtf8().substring(1));
    return dynamoDb
        .execute(request.headers().toBuilder().contentLength(asking.length()).build(), asking)
        .aggregate()
        .thenApply(this::count);
  }

  private HttpResponse count(AggregatedHttpResponse answer) {
    try {
      JsonNode said = JSON.readTree(answer.contentUtf8());
      units.add(said.at("/ConsumedCapacity/CapacityUnits").asDouble());
      if (said.path("__type").asText().endsWith("ConditionalCheckFailedException")) {
        refused.increment();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return answer.toHttpResponse();
  }
}
