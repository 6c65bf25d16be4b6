package io.freshet.benchmarks.ingest;

/**
 * What DynamoDB bills for records, as Freshet writes them. A put costs a write unit for each begun
 * KiB of the item (before or after, whichever is larger), and as much where its condition fails: <a
 * href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html">
 * Read and write operations</a>.
 *
 * @param itemBytes an online item; the history's is larger by {@link #SORT_KEY}
 * @param views how many views a record feeds
 * @param history whether they keep one
 * @param expiredOnArrival the share of records so old that they go to the history only
 */
record Cost(int itemBytes, int views, boolean history, double expiredOnArrival) {
  /** The history's second key: {@code sk} and its 32 bytes. */
  static final int SORT_KEY = 34;

  /** Dollars per million write units: on demand, us-east-1, standard table class; prices change. */
  static final double PRICE = 0.625;

  private static final int UNIT = 1_024;

  /** Write units that a record costs, on average. */
  double unitsPerRecord() {
    double online = units(itemBytes) * (1 - expiredOnArrival);
    return views * (online + (history ? units(itemBytes + SORT_KEY) : 0));
  }

  double dollarsPerMillion() {
    return unitsPerRecord() * PRICE;
  }

  private static int units(int bytes) {
    return Math.max(1, (bytes + UNIT - 1) / UNIT);
  }
}
