package io.freshet.ingest.request;

import io.freshet.api.IngestLimits;
import io.freshet.api.RequestErrorType;
import io.freshet.ingest.answer.Refusal;

/** Limits on what a request says about its records, whatever the transport. */
public final class RecordLimits {
  /** Characters of an origin. */
  public static final int MAX_ORIGIN = 512;

  public static final Refusal TOO_MANY =
      new Refusal(
          RequestErrorType.TOO_MANY_RECORDS,
          "more than "
              + IngestLimits.MAX_RECORDS
              + " records in one request: push them in several");

  private RecordLimits() {}

  public static boolean exceededBy(int records) {
    return records > IngestLimits.MAX_RECORDS;
  }
}
