package io.freshet.value;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * RFC 3339 timestamps with whole microseconds. Parsed by hand, because every pushed record carries
 * one and {@code DateTimeFormatter} costs more than the rest of its validation.
 */
public final class Timestamps {
  private static final int SHORTEST = "2026-01-04T00:25:06Z".length();
  private static final int SECONDS_A_DAY = 86_400;
  private static final int MAX_NANOS = 999_999_999;

  /** The limits of protobuf's Timestamp, too: 0001-01-01T00:00:00Z and 9999-12-31T23:59:59Z. */
  private static final long FIRST_SECOND = -62_135_596_800L;

  private static final long LAST_SECOND = 253_402_300_799L;
  private static final int[] MONTH_LENGTHS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

  private static final byte[] TEMPLATE =
      "0000-00-00T00:00:00.000000Z".getBytes(StandardCharsets.ISO_8859_1);

  private Timestamps() {}

  /**
   * Parses RFC 3339 with an offset. What is finer than a microsecond is cut off; a leap second
   * (23:59:60 UTC) reads as the second after it, as POSIX time has no place for it. Years 0001 to
   * 9999, in UTC.
   */
  public static Optional<Instant> parse(String text) {
    int end = text.length();
    if (end < SHORTEST || end > 64 || !punctuated(text)) {
      return Optional.empty();
    }
    int year = digits(text, 0, 4);
    int month = digits(text, 5, 2);
    int day = digits(text, 8, 2);
    int seconds = secondOfDay(text);
    int zone = endOfFraction(text);
    int offset = offsetSeconds(text, zone);
    if (seconds < 0 || zone < 0 || offset == Integer.MIN_VALUE || !exists(year, month, day)) {
      return Optional.empty();
    }
    long local = LocalDate.of(year, month, day).toEpochDay() * SECONDS_A_DAY + seconds;
    long epochSecond = local - offset;
    boolean leap = text.charAt(17) == '6';
    return leap && Math.floorMod(epochSecond, SECONDS_A_DAY) != 0
        ? Optional.empty()
        : of(epochSecond, micros(text, zone) * 1_000);
  }

  /** The instant, cut to whole microseconds, where it lies in the years 0001 to 9999. */
  public static Optional<Instant> of(long epochSecond, int nanos) {
    return epochSecond < FIRST_SECOND || epochSecond > LAST_SECOND || nanos < 0 || nanos > MAX_NANOS
        ? Optional.empty()
        : Optional.of(Instant.ofEpochSecond(epochSecond, nanos / 1_000 * 1_000L));
  }

  /** Always six digits of fraction and Z: {@code 2026-01-04T00:25:06.123456Z}. */
  public static String format(Instant instant) {
    LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(instant.getEpochSecond(), SECONDS_A_DAY));
    if (day.getYear() < 0 || day.getYear() > 9_999) {
      return formatFar(instant);
    }
    int second = Math.floorMod(instant.getEpochSecond(), SECONDS_A_DAY);
    byte[] text = TEMPLATE.clone();
    write(text, 0, 4, day.getYear());
    write(text, 5, 2, day.getMonthValue());
    write(text, 8, 2, day.getDayOfMonth());
    write(text, 11, 2, second / 3_600);
    write(text, 14, 2, second / 60 % 60);
    write(text, 17, 2, second % 60);
    write(text, 20, 6, instant.getNano() / 1_000);
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  /** A year of more than four digits, or before year 0, has a sign (ISO 8601). */
  private static String formatFar(Instant instant) {
    String seconds = instant.truncatedTo(ChronoUnit.SECONDS).toString();
    String micros = Integer.toString(1_000_000 + instant.get(ChronoField.MICRO_OF_SECOND));
    return seconds.substring(0, seconds.length() - 1) + "." + micros.substring(1) + "Z";
  }

  private static void write(byte[] text, int from, int digits, int number) {
    int rest = number;
    for (int at = from + digits - 1; at >= from; at--) {
      text[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  /** Microseconds since the epoch; what is finer is cut off. */
  public static long micros(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
  }

  /** The instant so many microseconds after the epoch. */
  public static Instant ofMicros(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
  }

  private static boolean punctuated(String text) {
    char separator = text.charAt(10);
    return text.charAt(4) == '-'
        && text.charAt(7) == '-'
        && (separator == 'T' || separator == 't' || separator == ' ')
        && text.charAt(13) == ':'
        && text.charAt(16) == ':';
  }

  private static boolean exists(int year, int month, int day) {
    return year >= 1
        && month >= 1
        && month <= 12
        && day >= 1
        && day <= MONTH_LENGTHS[month - 1]
        && (month != 2 || day != 29 || LocalDate.of(year, 1, 1).isLeapYear());
  }

  private static int secondOfDay(String text) {
    int hour = digits(text, 11, 2);
    int minute = digits(text, 14, 2);
    int second = digits(text, 17, 2);
    boolean valid = hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59;
    return valid && second >= 0 && second <= 60 ? hour * 3_600 + minute * 60 + second : -1;
  }

  /** The index of the offset, or -1 where a fraction has begun and has no digits. */
  private static int endOfFraction(String text) {
    if (text.charAt(19) != '.') {
      return 19;
    }
    int at = 20;
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    return at == 20 || at == text.length() ? -1 : at;
  }

  private static int micros(String text, int zone) {
    int micros = 0;
    for (int at = 20; at < 26; at++) {
      micros = micros * 10 + (at < zone ? text.charAt(at) - '0' : 0);
    }
    return micros;
  }

  private static int offsetSeconds(String text, int zone) {
    if (zone < 0) {
      return Integer.MIN_VALUE;
    }
    char sign = text.charAt(zone);
    if (sign == 'Z' || sign == 'z') {
      return zone + 1 == text.length() ? 0 : Integer.MIN_VALUE;
    }
    if ((sign != '+' && sign != '-') || text.length() != zone + 6 || text.charAt(zone + 3) != ':') {
      return Integer.MIN_VALUE;
    }
    int hours = digits(text, zone + 1, 2);
    int minutes = digits(text, zone + 4, 2);
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) {
      return Integer.MIN_VALUE;
    }
    int seconds = hours * 3_600 + minutes * 60;
    return sign == '+' ? seconds : -seconds;
  }

  private static int digits(String text, int from, int count) {
    int value = 0;
    for (int at = from; at < from + count; at++) {
      if (!isDigit(text.charAt(at))) {
        return -1;
      }
      value = value * 10 + text.charAt(at) - '0';
    }
    return value;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
