package io.freshet.ingest.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.freshet.embedded.EmbeddedServers;
import io.freshet.embedded.fault.Fault;
import io.freshet.embedded.fault.FaultProxy;
import io.freshet.embedded.fault.Injection;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server's process while its DynamoDB misbehaves: what it acknowledges is there. */
class StoreFaultsIT {
  @TempDir private static Path folder;
  private static FaultProxy proxy;
  private static ServerProcess server;
  private static Pusher pusher;
  private static URI url;

  @BeforeAll
  static void start() throws Exception {
    proxy = FaultProxy.inFrontOf(EmbeddedServers.dynamoDb().endpoint());
    proxy.start();
    server = ServerProcess.start(folder, "{request_timeout: 2s}", proxy.endpoint());
    pusher = new Pusher();
    url = server.url("/");
  }

  @AfterAll
  static void stop() {
    pusher.close();
    server.close();
    proxy.close();
  }

  @AfterEach
  void recoversWithoutARestart() {
    proxy.clear();
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> pusher.push(url, UUID.randomUUID().toString()).statusCode() == 200);
  }

  @Test
  void aStoreThatThrottlesIsA429ThatSaysWhenToRetry() throws Exception {
    proxy.inject("PutItem", Fault.throttle());
    assertNotStored(pusher.push(url, users(3)), 429, "THROTTLED");
  }

  @Test
  void aStoreThatFailsIsA503ThatSaysWhenToRetry() throws Exception {
    proxy.inject("PutItem", Fault.internalError());
    assertNotStored(pusher.push(url, users(3)), 503, "STORE_UNAVAILABLE");
  }

  @Test
  void aStoreThatHangsIsA504AtTheDeadlineAndTheServerIsNotReady() throws Exception {
    proxy.inject(FaultProxy.ANY, new Fault.Hang());
    long begun = System.nanoTime();
    assertNotStored(pusher.push(url, users(3)), 504, "DEADLINE_EXCEEDED");
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
    await().until(() -> pusher.status(server.url("/healthz/ready")) == 503);
    assertThat(pusher.status(server.url("/healthz/live"))).isEqualTo(200);
    proxy.clear();
    await().until(() -> pusher.status(server.url("/healthz/ready")) == 200);
  }

  @Test
  void anAnswerThatIsLostAfterTheWriteIsNoFailureAndNoSecondRecord() throws Exception {
    Injection lost = proxy.inject("PutItem", 2, new Fault.ResetAfter());
    String[] users = users(3);
    assertThat(pusher.push(url, users).statusCode()).isEqualTo(200);
    assertThat(lost.hits()).isEqualTo(2);
    assertThat(pusher.present(url, List.of(users))).containsExactly(true, true, true);
  }

  /** Six records have three attempts each: of 18, the first 16 fail, so four are lost at least. */
  @Test
  void onlyTheRecordsThatAreNotStoredAreNamedAndTheOthersAreThere() throws Exception {
    proxy.inject("PutItem", 16, Fault.internalError());
    String[] users = users(6);
    HttpResponse<String> answer = pusher.push(url, users);
    proxy.clear();
    assertThat(answer.statusCode()).isEqualTo(503);
    List<Integer> lost = indexes(answer);
    assertThat(lost).hasSizeGreaterThanOrEqualTo(4).doesNotHaveDuplicates();
    List<Boolean> present = pusher.present(url, List.of(users));
    for (int i = 0; i < users.length; i++) {
      assertThat(lost.contains(i) || present.get(i)).as("record %d of %s", i, lost).isTrue();
    }
    assertThat(pusher.push(url, users).statusCode()).isEqualTo(200);
    assertThat(pusher.present(url, List.of(users))).doesNotContain(false);
  }

  @Test
  void nothingThatWasAcknowledgedIsLostThroughAnySequenceOfFaults() throws Exception {
    List<Fault> faults =
        List.of(
            Fault.internalError(),
            new Fault.ResetAfter(),
            Fault.throttle(),
            new Fault.ResetBefore(),
            new Fault.Delay(Duration.ofMillis(300)));
    List<String> acknowledged = new ArrayList<>();
    int refused = 0;
    for (int round = 0; round < 30; round++) {
      proxy.inject("PutItem", 1 + round % 5, faults.get(round % faults.size()));
      String user = UUID.randomUUID().toString();
      if (pusher.push(url, user).statusCode() == 200) {
        acknowledged.add(user);
      } else {
        refused++;
      }
    }
    proxy.clear();
    assertThat(acknowledged).isNotEmpty();
    assertThat(refused).isPositive();
    assertThat(pusher.present(url, acknowledged)).doesNotContain(false);
  }

  private static void assertNotStored(HttpResponse<String> answer, int status, String type)
      throws Exception {
    JsonNode body = Pusher.json(answer);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(body.at("/requestError/errorType").asText()).isEqualTo(type);
    assertThat(answer.headers().firstValue("retry-after")).isPresent();
    assertThat(indexes(answer)).containsExactly(0, 1, 2);
  }

  private static List<Integer> indexes(HttpResponse<String> answer) throws Exception {
    List<Integer> indexes = new ArrayList<>();
    for (JsonNode error : Pusher.json(answer).path("recordErrors")) {
      assertThat(error.path("errorType").asText()).isEqualTo("NOT_STORED");
      indexes.add(error.path("recordIndex").asInt());
    }
    return indexes;
  }

  private static String[] users(int count) {
    String prefix = UUID.randomUUID().toString();
    return IntStream.range(0, count).mapToObj(i -> prefix + i).toArray(String[]::new);
  }
}
