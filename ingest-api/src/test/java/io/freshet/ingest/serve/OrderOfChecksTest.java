package io.freshet.ingest.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.ingest.serve.Fixture.Trouble;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Size, key, rate, concurrency, deadline, work: a request that violates several meets the first.
 */
class OrderOfChecksTest {
  private static final String KEY = "Bearer " + Fixture.READ_WRITE;
  private static final String NO_KEY = "Bearer fsk_no_key";
  private static final String LARGE = " ".repeat(6 << 20);
  private static final String AT_ONCE = "0ms";
  private static Fixture server;
  private static JsonWire wire;

  @BeforeAll
  static void start() {
    server = new Fixture();
    wire = new JsonWire(server.port());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void mend() {
    server.trouble(Trouble.NONE);
  }

  @Test
  void aBodyThatIsTooLargeIsRefusedWhateverElseIsWrong() {
    server.trouble(Trouble.OVERLOADED);
    assertThat(type(push(NO_KEY, LARGE, AT_ONCE))).isEqualTo("REQUEST_TOO_LARGE");
  }

  @Test
  void whoHasNoKeyLearnsNothingOfTheLoad() {
    server.trouble(Trouble.OVERLOADED);
    assertThat(type(push(NO_KEY, "no JSON", AT_ONCE))).isEqualTo("UNAUTHENTICATED");
  }

  @Test
  void beyondTheLimitNothingElseIsLookedAtAndTheCallerIsToldWhenToRetry() {
    server.trouble(Trouble.OVERLOADED);
    HttpResponse<String> answer = push(KEY, "no JSON", AT_ONCE);
    assertThat(type(answer)).isEqualTo("OVERLOADED");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("retry-after")).contains("1");
  }

  @Test
  void aRequestWhoseTimeIsOverIsNotRead() {
    HttpResponse<String> answer = push(KEY, "no JSON", AT_ONCE);
    assertThat(type(answer)).isEqualTo("DEADLINE_EXCEEDED");
    assertThat(answer.statusCode()).isEqualTo(504);
    assertThat(answer.headers().firstValue("retry-after")).contains("1");
  }

  @Test
  void whatIsInTimeIsRead() {
    assertThat(type(push(KEY, "no JSON", "1s"))).isEqualTo("MALFORMED_REQUEST");
  }

  @Test
  void aCompressedBodyIsRefusedUnread() {
    HttpResponse<String> answer =
        wire.send(
            wire.request("/ingest", KEY)
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofString("{}"))
                .build());
    assertThat(answer.statusCode()).isEqualTo(415);
    assertThat(answer.body()).contains("MALFORMED_REQUEST", "Content-Encoding");
  }

  private static HttpResponse<String> push(String authorization, String body, String timeout) {
    return wire.send(
        wire.request("/ingest", authorization)
            .header("X-Request-Timeout", timeout)
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  private static String type(HttpResponse<String> answer) {
    return JsonWire.json(answer).at("/requestError/errorType").asText();
  }
}
