package io.freshet.ingest.serve.http;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import io.freshet.api.IngestLimits;
import io.freshet.api.RequestErrorType;
import io.freshet.ingest.answer.Refusal;

/** How large a body may be. */
final class BodyLimit {
  static final Refusal TOO_LARGE =
      new Refusal(
          RequestErrorType.REQUEST_TOO_LARGE,
          "the body has more than "
              + (IngestLimits.MAX_BODY_BYTES >> 20)
              + " MiB: push the records in several requests");

  private BodyLimit() {}

  static boolean exceededBy(AggregatedHttpRequest request) {
    return request.content().length() > IngestLimits.MAX_BODY_BYTES;
  }
}
