package io.freshet.ingest.store.dynamodb.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;

/** A request is one packet, and not one of headers and another of a body. */
class OneWriteTest {
  private static final int REQUESTS = 50;
  private static final byte[] ANSWER =
      "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}".getBytes(StandardCharsets.US_ASCII);

  @Test
  void aRequestArrivesWhole() throws Exception {
    byte[] body = "{\"Item\":{}}".getBytes(StandardCharsets.US_ASCII);
    List<String> arrived = new ArrayList<>();
    try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Calls calls = calls(listening.getLocalPort())) {
      Thread server = Thread.ofVirtual().start(() -> serve(listening, arrived));
      for (int i = 0; i < REQUESTS; i++) {
        calls.call("PutItem", body, () -> Duration.ofSeconds(20)).join();
      }
      server.join();
    }
    assertThat(arrived).hasSize(REQUESTS).allMatch(request -> request.endsWith("{\"Item\":{}}"));
  }

  /** Notes every arrival, whole or not. */
  private static void serve(ServerSocket listening, List<String> arrived) {
    var buffer = new byte[1 << 16];
    try (Socket connection = listening.accept()) {
      InputStream in = connection.getInputStream();
      while (arrived.size() < REQUESTS) {
        int length = in.read(buffer);
        arrived.add(new String(buffer, 0, length, StandardCharsets.US_ASCII));
        if (arrived.getLast().endsWith("}")) {
          connection.getOutputStream().write(ANSWER);
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Calls calls(int port) {
    return Calls.to(
        URI.create("http://127.0.0.1:" + port),
        "us-east-1",
        StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")),
        AwsRetryStrategy.doNotRetry(),
        new Calls.Limits(Duration.ofSeconds(5), Duration.ofSeconds(20), 1),
        InstantSource.system());
  }
}
