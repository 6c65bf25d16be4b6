package io.freshet.ingest.serve;

import static io.freshet.ingest.serve.WireCases.payment;
import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.api.RequestErrorType;
import io.freshet.ingest.answer.Refusal;
import io.freshet.ingest.serve.Fixture.Trouble;
import io.freshet.ingest.serve.Push.Rec;
import io.freshet.ingest.serve.status.RefusalLog;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What the server's log says of requests that are refused, and what it never says. */
class LogsTest {
  private static final String SECRET = "s3cr3t-value";
  private static final String KEY = "Bearer " + Fixture.READ_WRITE;

  @Test
  void everyRefusalIsALineWithItsIdAndNeverAKeyOrAValue() {
    try (var server = new Fixture();
        var logs = new Logs()) {
      var json = new JsonWire(server.port());
      for (Push push : bad()) {
        json.push(KEY, push);
        new GrpcWire(server.port()).push(KEY, push);
      }
      for (String key : List.of(Fixture.READ_ONLY, Fixture.EXPIRED, Fixture.READ_WRITE + SECRET)) {
        json.push("Bearer " + key, Push.of(payment(SECRET)));
        new GrpcWire(server.port()).push("Bearer " + key, Push.of(payment(SECRET)));
      }
      for (String body : List.of("{\"" + SECRET, "[\"" + SECRET + "\"]", SECRET)) {
        json.post("/ingest", KEY, body);
        json.post("/v1/get-features", KEY, body);
      }
      json.get("/" + SECRET + "?key=" + Fixture.READ_WRITE, KEY);
      for (Trouble trouble : List.of(Trouble.THROTTLED, Trouble.UNAVAILABLE, Trouble.BUG)) {
        server.trouble(trouble);
        json.push(KEY, Push.of(payment(SECRET)));
        new GrpcWire(server.port()).push(KEY, Push.of(payment(SECRET)));
      }
      for (RequestErrorType type :
          List.of(
              RequestErrorType.INVALID_RECORDS,
              RequestErrorType.MALFORMED_REQUEST,
              RequestErrorType.UNAUTHENTICATED,
              RequestErrorType.PERMISSION_DENIED,
              RequestErrorType.THROTTLED,
              RequestErrorType.STORE_UNAVAILABLE)) {
        assertThat(logs.text()).contains("refused request req-1: " + type);
      }
      assertThat(logs.text())
          .contains("\"request_id\":\"req-1\"", "a bug: request req-1")
          .doesNotContain(SECRET)
          .doesNotContain(secret(Fixture.READ_WRITE))
          .doesNotContain(secret(Fixture.READ_ONLY))
          .doesNotContain(secret(Fixture.EXPIRED));
    }
  }

  @Test
  void aFloodIsTenLinesInTenSecondsAndACount() {
    var nanos = new AtomicLong();
    var log = new RefusalLog(LoggerFactory.getLogger(LogsTest.class), nanos::get);
    try (var logs = new Logs()) {
      for (int i = 0; i < 1_000; i++) {
        log.refused("id", new Refusal(RequestErrorType.UNAUTHENTICATED, "no"));
      }
      log.refused("id", new Refusal(RequestErrorType.THROTTLED, "later"));
      assertThat(logs.text().lines()).hasSize(11);
      nanos.addAndGet(Duration.ofSeconds(10).toNanos());
      log.refused("id", new Refusal(RequestErrorType.UNAUTHENTICATED, "no"));
      assertThat(logs.text()).contains("UNAUTHENTICATED; 990 more of this type before");
    }
  }

  /** A value that must not be told, in every kind of field and every kind of error. */
  private static List<Push> bad() {
    return List.of(
        Push.of(Rec.of("user_id", SECRET)),
        Push.of(payment(SECRET).with("amount", SECRET).with("count", SECRET).with("seen", SECRET)),
        Push.of(payment(SECRET).with("raw", SECRET).with("tags", List.of(SECRET, 1L))),
        Push.of(payment(SECRET).with("scores", Map.of(SECRET, SECRET)).with("nobody", SECRET)),
        Push.of(payment(SECRET).with("event_time", SECRET)),
        Push.of(payment(SECRET.repeat(300)).about("origin", SECRET.repeat(60))),
        Push.of(payment(SECRET)).to(SECRET),
        Push.of(payment(SECRET)).in(SECRET));
  }

  private static String secret(String key) {
    return key.substring(key.lastIndexOf('_', key.length() - 30) + 1);
  }
}
