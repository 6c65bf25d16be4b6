package io.freshet.quickstart;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Two payments of one user: the first comes at once, the second happens before a decision and comes
 * after it.
 */
final class LatePayment {
  static final String USER = "zoe";
  static final String FIRST = "20.0";
  static final String LATE = "900.0";

  private static final Pattern INGESTION_TIME = Pattern.compile("\"ingestionTime\":\"([^\"]+)\"");

  private final Api api;
  private final Instant first;

  private LatePayment(Api api, Instant first) {
    this.api = api;
    this.first = first;
  }

  /**
   * The moments of the late one.
   *
   * @param happened its event time
   * @param decided when somebody asked, and it was not known
   * @param came its ingestion time
   */
  record Moments(Instant happened, Instant decided, Instant came) {}

  /** Pushes the first. */
  static LatePayment begin(Api api) {
    return new LatePayment(api, push(api, "t1", FIRST, Instant.now()));
  }

  /** Pushes the second; meanwhile the stream took its time. */
  Moments come() {
    Instant now = Instant.now();
    Instant happened = between(first, now);
    return new Moments(happened, between(happened, now), push(api, "t2", LATE, happened));
  }

  private static Instant between(Instant from, Instant to) {
    return from.plus(Duration.between(from, to).dividedBy(2)).truncatedTo(ChronoUnit.MILLIS);
  }

  private static Instant push(Api api, String transaction, String amount, Instant happened) {
    String body =
        """
        {"workspace_name": "prod", "records": {"transactions": [{"record": {"user_id": "%s", \
        "transaction_id": "%s", "amount": %s, "currency": "EUR", "event_time": "%s"}}]}}\
        """
            .formatted(USER, transaction, amount, happened);
    String answer = api.post("/ingest", body);
    Matcher time = INGESTION_TIME.matcher(answer);
    if (!time.find()) {
      throw new IllegalStateException("no ingestion time in " + answer);
    }
    return Instant.parse(time.group(1));
  }
}
