package io.freshet.ingest.serve.status;

import io.freshet.api.IngestLimits;
import io.freshet.api.RequestErrorType;
import io.freshet.ingest.answer.Refusal;

/** What a request is refused with that never reached a use case, or never came back from it. */
public final class Refusals {
  public static final Refusal TOO_LARGE =
      new Refusal(
          RequestErrorType.REQUEST_TOO_LARGE,
          "the body has more than "
              + (IngestLimits.MAX_BODY_BYTES >> 20)
              + " MiB: push the records in several requests");
  public static final Refusal TOO_LATE =
      new Refusal(RequestErrorType.DEADLINE_EXCEEDED, "not done in time; retry");
  public static final Refusal BUSY =
      new Refusal(RequestErrorType.OVERLOADED, "shutting down or overloaded; retry");

  /** Nobody is there any more to read it. */
  public static final Refusal GONE = malformed("the client closed the connection");

  public static final Refusal BUG =
      new Refusal(RequestErrorType.INTERNAL, "a bug in the server; see its log");

  private Refusals() {}

  public static Refusal malformed(String message) {
    return new Refusal(RequestErrorType.MALFORMED_REQUEST, message);
  }
}
