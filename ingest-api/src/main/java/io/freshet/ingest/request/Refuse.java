package io.freshet.ingest.request;

import io.freshet.api.RequestErrorType;
import io.freshet.ingest.answer.Refusal;
import java.io.Serial;

/** Leaves the parser from any depth; never seen outside this package, and without a stack trace. */
final class Refuse extends Exception {
  @Serial private static final long serialVersionUID = 1L;

  private final transient Refusal refusal;

  Refuse(Refusal refusal) {
    super(refusal.message(), null, false, false);
    this.refusal = refusal;
  }

  static Refuse malformed(String message) {
    return new Refuse(new Refusal(RequestErrorType.MALFORMED_REQUEST, message));
  }

  Refusal refusal() {
    return refusal;
  }
}
