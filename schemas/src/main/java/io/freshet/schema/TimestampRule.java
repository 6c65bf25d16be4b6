package io.freshet.schema;

import java.time.Duration;

/**
 * Which field is the event time, and which event times are accepted.
 *
 * @param field a required field of type timestamp
 * @param maxFuture how far ahead of the server's clock an event time may be
 * @param maxAge how far behind the server's clock an event time may be
 */
public record TimestampRule(String field, Duration maxFuture, Duration maxAge) {
  public static final Duration DEFAULT_MAX_FUTURE = Duration.ofMinutes(5);
  public static final Duration DEFAULT_MAX_AGE = Duration.ofDays(1825);
}
