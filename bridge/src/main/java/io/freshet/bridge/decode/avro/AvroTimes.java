package io.freshet.bridge.decode.avro;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;

/** Avro's logical types that count time (Apache Avro 1.12 specification, "Logical Types"). */
final class AvroTimes {
  private static final String LOCAL = "local-";

  private AvroTimes() {}

  /** An {@code Instant}, or ISO 8601 text where there is no zone; the number where it's no time. */
  static Object of(String logicalType, long number) {
    return switch (logicalType) {
      case "date" -> LocalDate.ofEpochDay(number).toString();
      case "time-millis" ->
          LocalTime.ofNanoOfDay(Math.multiplyExact(number, 1_000_000L)).toString();
      case "time-micros" -> LocalTime.ofNanoOfDay(Math.multiplyExact(number, 1_000L)).toString();
      case "timestamp-millis", "timestamp-micros", "timestamp-nanos" ->
          instant(logicalType, number);
      case "local-timestamp-millis", "local-timestamp-micros", "local-timestamp-nanos" ->
          LocalDateTime.ofInstant(
                  instant(logicalType.substring(LOCAL.length()), number), ZoneOffset.UTC)
              .toString();
      default -> number;
    };
  }

  private static Instant instant(String logicalType, long number) {
    long perSecond =
        switch (logicalType) {
          case "timestamp-millis" -> 1_000L;
          case "timestamp-micros" -> 1_000_000L;
          default -> 1_000_000_000L;
        };
    return Instant.ofEpochSecond(
        Math.floorDiv(number, perSecond),
        Math.floorMod(number, perSecond) * (1_000_000_000L / perSecond));
  }
}
