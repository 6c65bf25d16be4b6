package io.freshet.benchmarks.ingest;

import com.google.protobuf.MessageLite;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.RequestHeaders;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/** Pushes and reads over HTTP/2 without TLS, as the bridge sends them. */
enum Wire {
  JSON {
    @Override
    CompletableFuture<byte[]> push(WebClient client, Payments payments, long first, int batch) {
      return post(client, "/ingest", "application/json", payments.json(first, batch));
    }

    @Override
    CompletableFuture<byte[]> read(WebClient client, Payments payments, long read, int users) {
      return post(client, "/v1/get-features", "application/json", payments.readJson(read, users));
    }
  },
  GRPC {
    @Override
    CompletableFuture<byte[]> push(WebClient client, Payments payments, long first, int batch) {
      return post(client, SERVICE + "Ingest", TYPE, framed(payments.message(first, batch)));
    }

    @Override
    CompletableFuture<byte[]> read(WebClient client, Payments payments, long read, int users) {
      return post(client, SERVICE + "GetFeatures", TYPE, framed(payments.readMessage(read, users)));
    }
  };

  private static final String SERVICE = "/freshet.ingest.v1.IngestService/";
  private static final String TYPE = "application/grpc+proto";

  static WebClient client(URI server) {
    return WebClient.builder("h2c://" + server.getAuthority())
        .maxResponseLength(0)
        .responseTimeoutMillis(0)
        .build();
  }

  /** Completes with the answer's body where all is stored; exceptionally otherwise. */
  abstract CompletableFuture<byte[]> push(
      WebClient client, Payments payments, long first, int batch);

  /** Completes with the answer's body; exceptionally where there is none. */
  abstract CompletableFuture<byte[]> read(
      WebClient client, Payments payments, long read, int users);

  private static CompletableFuture<byte[]> post(
      WebClient client, String path, String type, byte[] body) {
    var headers = RequestHeaders.of(HttpMethod.POST, path, "content-type", type, "te", "trailers");
    return client.execute(headers, HttpData.wrap(body)).aggregate().thenApply(Wire::accepted);
  }

  private static byte[] accepted(AggregatedHttpResponse answer) {
    String grpc = answer.trailers().get("grpc-status", answer.headers().get("grpc-status", "0"));
    if (answer.status().code() != 200 || !grpc.equals("0")) {
      throw new IllegalStateException(
          "answered " + answer.status() + ", gRPC " + grpc + ": " + answer.contentUtf8());
    }
    return answer.content().array();
  }

  /** Not compressed, so long, and the message. */
  private static byte[] framed(MessageLite message) {
    byte[] bytes = message.toByteArray();
    return ByteBuffer.allocate(bytes.length + 5)
        .put((byte) 0)
        .putInt(bytes.length)
        .put(bytes)
        .array();
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
