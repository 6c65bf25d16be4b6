package io.freshet.ingest.read;

/**
 * A point in both times: what had happened by the one and was known by the other.
 *
 * @param eventTime microseconds since the epoch, inclusive
 * @param ingestionTime microseconds since the epoch, inclusive; {@link Long#MAX_VALUE}: now
 */
public record AsOf(long eventTime, long ingestionTime) {
  public static final String NO_EVENT_TIME = "as_of.event_time is missing";

  public boolean includes(StoredRow row) {
    return row.version().eventTime() <= eventTime && row.version().ingestionTime() <= ingestionTime;
  }
}
