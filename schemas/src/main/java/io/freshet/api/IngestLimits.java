package io.freshet.api;

/** Limits that both ends of the ingest API keep to. */
public final class IngestLimits {
  /** Records in one request, over all its push sources together. */
  public static final int MAX_RECORDS = 10;

  /** Bytes of one request's body. */
  public static final int MAX_BODY_BYTES = 5 * 1024 * 1024;

  /** Join keys in one read. */
  public static final int MAX_JOIN_KEYS = 100;

  private IngestLimits() {}
}
