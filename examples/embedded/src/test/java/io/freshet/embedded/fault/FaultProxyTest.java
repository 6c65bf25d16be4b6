package io.freshet.embedded.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class FaultProxyTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private RecordingServer target;
  private FaultProxy proxy;
  private HttpClient client;

  @BeforeEach
  void start() throws IOException {
    target = new RecordingServer();
    proxy = FaultProxy.inFrontOf(target.endpoint());
    proxy.start();
    client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  @AfterEach
  void close() {
    client.shutdownNow();
    proxy.close();
    target.close();
  }

  @Test
  void passesRequestsOnUnchangedOverOneConnection() throws Exception {
    for (int i = 0; i < 3; i++) {
      HttpResponse<String> answer =
          client.send(post("/ingest?n=" + i, "body"), BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(201);
      assertThat(answer.headers().firstValue("X-Path")).hasValue("/ingest?n=" + i);
      assertThat(answer.body()).isEqualTo("body");
    }
    assertThat(proxy.requests("/ingest")).isEqualTo(3);
  }

  @Test
  void aWitnessSeesEveryRequestAndTheTargetsAnswers() throws Exception {
    List<String> seen = new CopyOnWriteArrayList<>();
    try (var watched =
        FaultProxy.inFrontOf(
            target::endpoint,
            (operation, body) -> {
              seen.add(operation + " " + new String(body, StandardCharsets.UTF_8));
              return status -> seen.add(Integer.toString(status));
            })) {
      watched.start();
      URI uri = watched.endpoint().resolve("/ingest");
      client.send(post(uri, "one"), BodyHandlers.ofString());
      watched.inject("/ingest", 1, new Fault.Answer(503, "{}"));
      client.send(post(uri, "two"), BodyHandlers.ofString());
    }
    assertThat(seen).containsExactly("/ingest one", "201", "/ingest two");
  }

  @Test
  void goesToAnotherTargetFromTheNextRequestOn() throws Exception {
    try (var other = new RecordingServer()) {
      var current = new AtomicReference<>(target.endpoint());
      try (var moving = FaultProxy.inFrontOf(current::get, (_, _) -> _ -> {})) {
        moving.start();
        URI uri = moving.endpoint().resolve("/ingest");
        client.send(post(uri, "first"), BodyHandlers.ofString());
        current.set(other.endpoint());
        client.send(post(uri, "second"), BodyHandlers.ofString());
      }
      assertThat(target.bodies()).containsExactly("first");
      assertThat(other.bodies()).containsExactly("second");
    }
  }

  @Test
  void refusesConnectionsWhileItIsCut() throws Exception {
    proxy.cut();
    assertThatThrownBy(() -> client.send(post("/ingest", "body"), BodyHandlers.ofString()))
        .isInstanceOf(IOException.class);
    proxy.restore();
    assertThat(client.send(post("/ingest", "body"), BodyHandlers.ofString()).statusCode())
        .isEqualTo(201);
  }

  @Test
  void takesChunkedBodies() throws Exception {
    byte[] body = "x".repeat(40_000).getBytes(StandardCharsets.UTF_8);
    BodyPublisher chunked = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
    HttpRequest request =
        HttpRequest.newBuilder(proxy.endpoint().resolve("/ingest")).POST(chunked).build();
    assertThat(client.send(request, BodyHandlers.ofString()).body()).hasSize(40_000);
  }

  @Test
  void strikesOnlyItsOperationAndOnlyAsOftenAsAsked() throws Exception {
    Injection injection = proxy.inject("/ingest", 2, Fault.internalError());
    assertThat(status("/other")).isEqualTo(201);
    assertThat(status("/ingest")).isEqualTo(500);
    assertThat(status("/ingest")).isEqualTo(500);
    assertThat(status("/ingest")).isEqualTo(201);
    assertThat(injection.hits()).isEqualTo(2);
    assertThat(target.bodies()).hasSize(2);
  }

  @Test
  void aRemovedInjectionStrikesNoMore() throws Exception {
    Injection injection = proxy.inject(FaultProxy.ANY, Fault.throttle());
    assertThat(status("/ingest")).isEqualTo(400);
    injection.remove();
    assertThat(status("/ingest")).isEqualTo(201);
  }

  @Test
  void resetBeforeTheTargetHasSeenTheRequest() {
    proxy.inject("/ingest", 1, new Fault.ResetBefore());
    assertThatThrownBy(() -> status("/ingest")).isInstanceOf(IOException.class);
    assertThat(target.bodies()).isEmpty();
  }

  @Test
  void resetAfterTheTargetHasDoneTheRequest() {
    proxy.inject("/ingest", 1, new Fault.ResetAfter());
    assertThatThrownBy(() -> status("/ingest")).isInstanceOf(IOException.class);
    assertThat(target.bodies()).containsExactly("body");
  }

  @Test
  void hangsUntilTheInjectionIsRemoved() {
    Injection injection = proxy.inject("/ingest", new Fault.Hang());
    CompletableFuture<?> answer =
        client.sendAsync(post("/ingest", "body"), BodyHandlers.discarding());
    assertThat(answer).failsWithin(Duration.ofMillis(300));
    injection.remove();
    assertThat(answer)
        .failsWithin(PATIENCE)
        .withThrowableThat()
        .withCauseInstanceOf(IOException.class);
    assertThat(target.bodies()).isEmpty();
  }

  @Test
  void delaysARequestThatThenSucceeds() throws Exception {
    proxy.inject("/ingest", new Fault.Delay(Duration.ofMillis(200)));
    long start = System.nanoTime();
    assertThat(status("/ingest")).isEqualTo(201);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(190));
  }

  @Test
  void aTargetThatIsGoneLooksLikeABrokenConnection() {
    target.close();
    assertThatThrownBy(() -> status("/ingest")).isInstanceOf(IOException.class);
  }

  private int status(String path) throws IOException, InterruptedException {
    return client.send(post(path, "body"), BodyHandlers.discarding()).statusCode();
  }

  private HttpRequest post(String path, String body) {
    return post(proxy.endpoint().resolve(path), body);
  }

  private static HttpRequest post(URI uri, String body) {
    return HttpRequest.newBuilder(uri).POST(BodyPublishers.ofString(body)).build();
  }
}
