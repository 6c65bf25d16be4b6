package io.freshet.ingest.journey;

import io.freshet.api.RequestErrorType;
import io.freshet.ingest.admit.TurnedAwayException;
import io.freshet.ingest.answer.Refusal;
import java.util.concurrent.CompletionException;

/** What a request that was not begun is told. */
final class NotBegun {
  private static final Refusal OVERLOADED =
      new Refusal(RequestErrorType.OVERLOADED, "the server has more to do than it can; retry");
  private static final Refusal TOO_LATE =
      new Refusal(
          RequestErrorType.DEADLINE_EXCEEDED,
          "the request's time was over before its turn came, nothing was done; retry");

  private NotBegun() {}

  /** Why it was not begun; any other failure is a bug, and is thrown on. */
  static Refusal refusal(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof TurnedAwayException turnedAway) {
      return switch (turnedAway.reason()) {
        case FULL, WAITED_TOO_LONG -> OVERLOADED;
        case TOO_LATE -> TOO_LATE;
      };
    }
    throw new CompletionException(cause);
  }
}
