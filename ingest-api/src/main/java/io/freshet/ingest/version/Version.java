package io.freshet.ingest.version;

import java.nio.ByteBuffer;
import java.util.OptionalLong;

/**
 * The order of records. The greater version wins online: the newest event time, then the highest
 * sequence (none is the lowest), then the latest ingestion, then the hash, which settles ties the
 * same way everywhere. {@link #encoded} sorts, byte by byte and unsigned, as versions compare.
 *
 * @param eventTime microseconds since the epoch, possibly negative
 * @param sequence not negative, or empty
 * @param ingestionTime microseconds since the epoch
 */
public record Version(long eventTime, OptionalLong sequence, long ingestionTime, ContentHash hash)
    implements Comparable<Version> {
  private static final int ENCODED_BYTES = 40;
  private static final int IDENTITY_BYTES = 32;

  @Override
  public int compareTo(Version other) {
    int order = Long.compare(eventTime, other.eventTime);
    if (order == 0) {
      order = Long.compareUnsigned(rank(), other.rank());
    }
    if (order == 0) {
      order = Long.compareUnsigned(ingestionTime, other.ingestionTime);
    }
    return order != 0 ? order : hash.compareTo(other.hash);
  }

  /** 40 bytes: event time, sign flipped; sequence + 1; ingestion time; hash. */
  public byte[] encoded() {
    return ByteBuffer.allocate(ENCODED_BYTES)
        .putLong(eventTime ^ Long.MIN_VALUE)
        .putLong(rank())
        .putLong(ingestionTime)
        .putLong(hash.high())
        .putLong(hash.low())
        .array();
  }

  /** 32 bytes without the ingestion time: the same for every repeat of a record. */
  public byte[] identity() {
    return ByteBuffer.allocate(IDENTITY_BYTES)
        .putLong(eventTime ^ Long.MIN_VALUE)
        .putLong(rank())
        .putLong(hash.high())
        .putLong(hash.low())
        .array();
  }

  /** The bound below which every {@link #identity} with this event time or an older one lies. */
  public static byte[] identityBoundAfter(long eventTime) {
    return ByteBuffer.allocate(IDENTITY_BYTES)
        .putLong(eventTime ^ Long.MIN_VALUE)
        .putLong(-1)
        .putLong(-1)
        .putLong(-1)
        .array();
  }

  /** The version of the same record, had it been ingested then. */
  public Version ingestedAt(long otherIngestionTime) {
    return new Version(eventTime, sequence, otherIngestionTime, hash);
  }

  private long rank() {
    return sequence.isPresent() ? sequence.getAsLong() + 1 : 0;
  }
}
