package io.freshet.bridge.push;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.Fault;
import io.freshet.bridge.batch.Batch;
import io.freshet.bridge.batch.Pending;
import io.freshet.bridge.config.IngestConfig;
import io.freshet.bridge.config.IngestConfig.Protocol;
import io.freshet.bridge.event.Origin;
import io.freshet.bridge.event.SourceRecord;
import io.freshet.bridge.offsets.OffsetTracker;
import io.freshet.bridge.push.Answer.Foreign;
import io.freshet.bridge.push.Answer.Stored;
import io.freshet.bridge.push.Answer.TryAgain;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What can go wrong between a request and its answer: nothing of it is an acknowledgement. */
class HttpFailuresTest {
  private static final String STORED = "{\"requestId\":\"id\",\"ingestMetrics\":{}}";
  private static final Duration TIMEOUT = Duration.ofSeconds(3);
  private static final WireMockServer SERVER =
      new WireMockServer(WireMockConfiguration.options().dynamicPort());

  @BeforeAll
  static void startServer() {
    SERVER.start();
  }

  @AfterAll
  static void stopServer() {
    SERVER.stop();
  }

  @BeforeEach
  void reset() {
    SERVER.resetAll();
  }

  @Test
  void theApisOwnAnswerIsOne() throws Exception {
    answer(aResponse().withBody(STORED));
    assertThat(push()).isInstanceOf(Stored.class);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        200, 201, 204, 301, 302, 307, 308, 400, 401, 403, 404, 408, 413, 421, 429, 500, 502, 503,
        504
      })
  void aForeignAnswerOfAnyStatusIsSentOnceAndTriedAgain(int status) throws Exception {
    answer(
        aResponse()
            .withStatus(status)
            .withHeader("Location", "/elsewhere")
            .withHeader("Retry-After", "0")
            .withBody(status == 204 ? "" : "<html>proxy</html>"));
    assertThat(push()).isInstanceOf(Foreign.class);
    SERVER.verify(1, postRequestedFor(urlEqualTo("/ingest")));
    SERVER.verify(0, getRequestedFor(urlEqualTo("/elsewhere")));
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void aConnectionThatBreaksIsTriedAgain(Fault fault) throws Exception {
    answer(aResponse().withStatus(200).withFault(fault));
    assertThat(push()).isInstanceOf(TryAgain.class);
  }

  @ParameterizedTest
  @CsvSource({"7, 7", "0, 0", "3600, 60"})
  void howLongToWaitIsTakenFromTheAnswer(String header, long seconds) throws Exception {
    answer(aResponse().withStatus(503).withHeader("Retry-After", header).withBody("busy"));
    assertThat(push())
        .isInstanceOfSatisfying(
            Foreign.class,
            foreign -> assertThat(foreign.retryAfter()).contains(Duration.ofSeconds(seconds)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "-5", "1e3", ""})
  void nonsenseIsNoTimeToWait(String header) throws Exception {
    answer(aResponse().withStatus(503).withHeader("Retry-After", header).withBody("busy"));
    assertThat(push())
        .isInstanceOfSatisfying(
            Foreign.class, foreign -> assertThat(foreign.retryAfter()).isEmpty());
  }

  @Test
  void anAnswerThatComesTooLateIsNone() throws Exception {
    answer(aResponse().withBody(STORED).withFixedDelay(4_000));
    assertThat(push()).isInstanceOf(TryAgain.class);
  }

  @Test
  void anAnswerThatTricklesIsNone() throws Exception {
    answer(aResponse().withBody(STORED).withChunkedDribbleDelay(20, 6_000));
    assertThat(push()).isInstanceOf(TryAgain.class);
  }

  @Test
  void anEndlessAnswerIsNotReadToItsEnd() throws Exception {
    answer(aResponse().withBody(STORED + " ".repeat(5 << 20)));
    assertThat(push()).isInstanceOf(Foreign.class);
  }

  @Test
  void anAnswerToSomebodyElseIsNone() throws Exception {
    answer(aResponse().withBody("{\"requestId\":\"another\",\"ingestMetrics\":{}}"));
    assertThat(push()).isInstanceOf(Foreign.class);
  }

  @Test
  void aBodyThatIsCutOffIsNone() throws Exception {
    String half = STORED.substring(0, 20);
    try (Scripted server =
        new Scripted(
            ("HTTP/1.1 200 OK\r\nContent-Length: " + STORED.length() + "\r\n\r\n" + half)
                .getBytes(StandardCharsets.US_ASCII))) {
      assertThat(push(server.url("http"), Protocol.HTTP_1_1)).isInstanceOf(TryAgain.class);
    }
  }

  @Test
  void aServerThatGoesAwayInHttp2IsTriedAgain() throws Exception {
    byte[] settings = {0, 0, 0, 4, 0, 0, 0, 0, 0};
    byte[] goAway = {0, 0, 8, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    byte[] frames = new byte[settings.length + goAway.length];
    System.arraycopy(settings, 0, frames, 0, settings.length);
    System.arraycopy(goAway, 0, frames, settings.length, goAway.length);
    try (Scripted server = new Scripted(frames)) {
      assertThat(push(server.url("http"), Protocol.H2C)).isInstanceOf(TryAgain.class);
    }
  }

  @Test
  void aServerThatSpeaksNoTlsIsTriedAgain() throws Exception {
    assertThat(push("https://localhost:" + SERVER.port(), Protocol.HTTP_1_1))
        .isInstanceOf(TryAgain.class);
  }

  @Test
  void aServerThatIsNotThereIsTriedAgain() throws Exception {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    assertThat(push("http://127.0.0.1:" + port, Protocol.HTTP_1_1)).isInstanceOf(TryAgain.class);
  }

  @Test
  void aNameThatNobodyKnowsIsTriedAgain() throws Exception {
    assertThat(push("http://nowhere.invalid", Protocol.HTTP_1_1)).isInstanceOf(TryAgain.class);
  }

  private static void answer(ResponseDefinitionBuilder response) {
    SERVER.stubFor(post(anyUrl()).willReturn(response));
    SERVER.stubFor(get(anyUrl()).willReturn(aResponse().withBody(STORED)));
  }

  private static Answer push() throws Exception {
    return push("http://127.0.0.1:" + SERVER.port(), Protocol.HTTP_1_1);
  }

  private static Answer push(String url, Protocol protocol) throws Exception {
    var config = new IngestConfig(URI.create(url), "prod", "key", TIMEOUT, protocol);
    var client =
        new HttpIngestClient(
            new Connection(config, 1), () -> "id", InstantSource.system(), _ -> Optional.empty());
    var source = new SourceRecord(new Origin("t", 0), 0, 0, null, new byte[1], List.of());
    var tracker = new OffsetTracker();
    var record =
        new Pending("{}".getBytes(StandardCharsets.US_ASCII), 0, source, tracker.open(0, 0, 0, 1));
    return client.push(new Batch("payments", List.of(record)));
  }

  /** Says the same to whoever connects, and hangs up. */
  private static final class Scripted implements AutoCloseable {
    private final ServerSocket socket;

    Scripted(byte[] answer) throws IOException {
      socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      Thread.ofVirtual()
          .start(() -> {
            while (!socket.isClosed()) {
              try (Socket client = socket.accept()) {
                Optional.of(client.getInputStream().read(new byte[4_096]));
                client.getOutputStream().write(answer);
              } catch (IOException _) {
                // the test has seen enough
              }
            }
          });
    }

    String url(String scheme) {
      return scheme + "://127.0.0.1:" + socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
