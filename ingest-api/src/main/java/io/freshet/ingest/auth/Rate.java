package io.freshet.ingest.auth;

/**
 * How often a key may be shown.
 *
 * @param requestsPerSecond in the long run
 * @param burst how many at once, after a pause
 */
public record Rate(double requestsPerSecond, int burst) {
  public static final double LEAST = 0.001;
  public static final double MOST = 1_000_000;

  public Rate {
    if (!(requestsPerSecond >= LEAST && requestsPerSecond <= MOST) || burst < 1) {
      throw new IllegalArgumentException(
          "a rate is " + LEAST + " to " + MOST + " requests per second, its burst 1 or more");
    }
  }

  /** With a burst of what comes in a second. */
  public static Rate of(double requestsPerSecond) {
    return new Rate(requestsPerSecond, (int) Math.max(1, Math.ceil(requestsPerSecond)));
  }
}
