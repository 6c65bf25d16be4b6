package io.freshet.ingest.journey;

import io.freshet.api.RequestErrorType;
import io.freshet.ingest.answer.Refusal;

/** The one answer to a missing, unknown, wrong or expired key: it tells nobody which. */
final class Unauthenticated {
  static final Refusal REFUSAL =
      new Refusal(
          RequestErrorType.UNAUTHENTICATED,
          "no valid API key: send Authorization: Bearer <key>, made with keys create");

  private Unauthenticated() {}
}
