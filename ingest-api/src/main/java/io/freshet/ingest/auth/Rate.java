package io.freshet.ingest.auth;

/**
 * How often a key may be shown.
 *
 * @param requestsPerSecond in the long run
 * @param burst how many at once, after a pause
 */
public record Rate(double requestsPerSecond, int burst) {
  static final double LEAST = 0.001;
  static final double MOST = 1_000_000;

  public Rate {
    if (!(requestsPerSecond >= LEAST && requestsPerSecond <= MOST) || burst < 1) {
      throw new IllegalArgumentException(
          "a rate is between "
              + LEAST
              + " and "
              + MOST
              + " requests per second, its burst 1 or more");
    }
  }
}
