package io.freshet.ingest.version;

/** 16 bytes that differ when the typed content of two records differs. */
public record ContentHash(long high, long low) implements Comparable<ContentHash> {

  /** As bytes compare: unsigned. */
  @Override
  public int compareTo(ContentHash other) {
    int highs = Long.compareUnsigned(high, other.high);
    return highs != 0 ? highs : Long.compareUnsigned(low, other.low);
  }
}
