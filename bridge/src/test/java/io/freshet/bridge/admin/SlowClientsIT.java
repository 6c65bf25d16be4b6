package io.freshet.bridge.admin;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.bridge.Rig;
import io.freshet.bridge.config.AdminConfig;
import io.freshet.bridge.consume.PartitionState;
import io.freshet.bridge.consume.Progress;
import io.freshet.bridge.metrics.BridgeMetrics;
import io.freshet.bridge.push.Halts;
import io.freshet.embedded.JavaProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients of the admin port that are in no hurry. The server is in a JVM of its own, in the
 * launcher's heap: the JDK reads the limits once, before any other of this JVM's servers asks.
 */
class SlowClientsIT {
  /** For a machine under heavy load. The server cuts nobody meanwhile: it has to do without. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final int CLIENTS = 200;

  /** As many as a small heap has room for, each with an answer that no socket's buffers hold. */
  private static final int UNREAD = 8;

  private static final int PARTITIONS = 12_000;

  @TempDir private Path folder;
  private final List<Socket> clients = new ArrayList<>();
  private JavaProcess server;
  private int port;

  @BeforeEach
  void begin() throws Exception {
    port = Rig.freePort();
    server =
        JavaProcess.start(
            "admin",
            List.of(
                "-Xmx128m",
                "-Dsun.net.httpserver.maxReqTime=3600",
                "-Dsun.net.httpserver.maxRspTime=3600",
                "-cp",
                System.getProperty("java.class.path"),
                SlowClientsIT.class.getName(),
                Integer.toString(port)),
            Map.of(),
            folder.resolve("admin.log"));
    server.awaitReady(() -> answers("/healthz/live"));
  }

  @AfterEach
  void end() throws Exception {
    for (Socket client : clients) {
      client.close();
    }
    server.close();
  }

  @Test
  void answersOthersWhileSomeSendNothing() throws Exception {
    for (int i = 0; i < CLIENTS; i++) {
      connect();
    }
    assertAnswersOthers();
  }

  @Test
  void answersOthersWhileSomeSendHalfARequest() throws Exception {
    for (int i = 0; i < CLIENTS; i++) {
      send("GET /metrics HTTP/1.1\r\nHost: loc");
    }
    assertAnswersOthers();
  }

  @Test
  void answersOthersWhileSomeDoNotReadALargeAnswer() throws Exception {
    for (int i = 0; i < UNREAD; i++) {
      send("GET /status HTTP/1.1\r\nHost: localhost\r\n\r\n");
    }
    assertAnswersOthers();
  }

  private void assertAnswersOthers() {
    assertThat(answers("/healthz/live")).isTrue();
    assertThat(answers("/healthz/ready")).isTrue();
    assertThat(answers("/metrics")).isTrue();
    assertThat(server.isAlive()).isTrue();
  }

  /** Over a connection of its own, as those who look in now and then have it. */
  private boolean answers(String path) {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(uri).timeout(PATIENCE).build();
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void send(String text) throws IOException {
    Socket client = connect();
    client.getOutputStream().write(text.getBytes(US_ASCII));
  }

  private Socket connect() throws IOException {
    var client = new Socket();
    clients.add(client);
    client.setReceiveBufferSize(4_096);
    client.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    return client;
  }

  /** The server's own process: a bridge's admin port, of so many partitions. */
  public static void main(String[] args) throws Exception {
    InstantSource clock = InstantSource.system();
    var halts = new Halts();
    var metrics = new BridgeMetrics(clock);
    var health = new Health(halts, metrics, clock);
    health.consuming(new Busy(clock));
    new AdminServer(new AdminConfig("127.0.0.1", Integer.parseInt(args[0])), metrics, health, halts)
        .start();
  }

  private record Busy(InstantSource clock) implements Progress {
    @Override
    public List<PartitionState> partitions() {
      return IntStream.range(0, PARTITIONS)
          .mapToObj(i -> new PartitionState("payments", i, 9, 9, 0, 0, 0, 0, false, -1, -1, ""))
          .toList();
    }

    @Override
    public boolean isMember() {
      return true;
    }

    @Override
    public long lastTurnMillis() {
      return clock.millis();
    }
  }
}
