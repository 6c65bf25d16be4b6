package io.freshet.ingest.auth;

import io.freshet.api.RequestErrorType;
import io.freshet.ingest.answer.Refusal;
import java.time.Duration;

/** What the door says to whoever shows a key, or none. */
public sealed interface Admission {

  /** The key is good. */
  record Admitted(Caller caller) implements Admission {}

  /** Not now, or not ever: the refusal says which. */
  record TurnedAway(Refusal refusal) implements Admission {}

  /** The one answer to a missing, unknown, wrong or expired key: it tells nobody which. */
  static Admission unknown() {
    return new TurnedAway(
        new Refusal(
            RequestErrorType.UNAUTHENTICATED,
            "no valid API key: send Authorization: Bearer <key>, made with keys create"));
  }

  /** The key is good, and has been shown too often of late. */
  static Admission tooOften(Rate rate, Duration wait) {
    return new TurnedAway(
        new Refusal(
                RequestErrorType.THROTTLED,
                "this key may send " + rate.requestsPerSecond() + " requests per second; retry")
            .after(wait));
  }
}
