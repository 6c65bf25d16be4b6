package io.freshet.ingest.serve.http;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import io.freshet.api.IngestLimits;

/** How large a body may be. */
final class BodyLimit {
  private BodyLimit() {}

  static boolean exceededBy(AggregatedHttpRequest request) {
    return request.content().length() > IngestLimits.MAX_BODY_BYTES;
  }
}
