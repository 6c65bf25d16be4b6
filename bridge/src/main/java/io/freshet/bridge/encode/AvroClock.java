package io.freshet.bridge.encode;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Times as Avro's logical types count them. */
final class AvroClock {
  private AvroClock() {}

  /**
   * The number that stands for a time.
   *
   * @throws DateTimeException where the text is none, or the type counts something else
   */
  static long count(String logicalType, String text) {
    return switch (logicalType) {
      case "date" -> LocalDate.parse(text).toEpochDay();
      case "time-millis" -> LocalTime.parse(text).toNanoOfDay() / 1_000_000;
      case "time-micros" -> LocalTime.parse(text).toNanoOfDay() / 1_000;
      case "timestamp-millis", "timestamp-micros", "timestamp-nanos" ->
          since(logicalType, OffsetDateTime.parse(text).toInstant());
      case "local-timestamp-millis", "local-timestamp-micros", "local-timestamp-nanos" ->
          since(logicalType, LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
      default -> throw new DateTimeException(logicalType + " is no time");
    };
  }

  private static long since(String logicalType, Instant instant) {
    ChronoUnit unit =
        logicalType.endsWith("millis")
            ? ChronoUnit.MILLIS
            : logicalType.endsWith("micros") ? ChronoUnit.MICROS : ChronoUnit.NANOS;
    return unit.between(Instant.EPOCH, instant);
  }
}
