package io.freshet.quickstart.guarantee;

/**
 * A record in a request that was seen between a bridge and its server.
 *
 * @param at when the request had come whole, in nanoseconds of a run's own clock
 * @param by the bridge's process, such as {@code bridge-1#3}
 * @param ackedAt when the server's 200 was passed back; {@link #NEVER} if it was not
 */
record Push(long at, String by, Position position, long ackedAt) {
  static final long NEVER = Long.MAX_VALUE;

  boolean acked() {
    return ackedAt != NEVER;
  }
}
