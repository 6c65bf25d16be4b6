package io.freshet.offline.training;

import io.freshet.schema.ScalarType;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/**
 * How a column of a spine is read: expressions that are NULL where a value cannot be read. Texts
 * are read as strictly as a pushed record: nothing is rounded, no time zone is guessed.
 */
record Reading(Optional<ZoneId> zone) {
  private static final String LOCAL =
      "[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.][0-9]+)?)?";
  private static final String OFFSET = "([Zz]|[+-][0-9]{2}(:?[0-9]{2})?)";
  private static final String WITH_ZONE = "TIMESTAMP WITH TIME ZONE";
  private static final String NANOS = "TIMESTAMP_NS";
  private static final String NANOS_WITH_ZONE = "TIMESTAMPTZ_NS";
  private static final String TEXT = "VARCHAR";
  private static final Set<String> WHOLE =
      Set.of("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER");

  /** What a timestamp may look like. */
  String timestampText() {
    return zone.isPresent()
        ? "a timestamp such as 2026-01-04T00:25:06"
        : "a timestamp with an offset, such as 2026-01-04T00:25:06Z";
  }

  /** A column as microseconds since the epoch, or why it cannot be. */
  Typed moment(String column, String type) {
    if (type.equals(TEXT)) {
      return new Typed.Expression("epoch_us(" + text(column) + ")");
    }
    if (type.equals(WITH_ZONE)) {
      return new Typed.Expression("epoch_us(" + column + ")");
    }
    if (type.equals(NANOS_WITH_ZONE)) {
      return new Typed.Expression(cut(column));
    }
    if (!type.startsWith("TIMESTAMP")) {
      return new Typed.Wrong(
          "expected a timestamp, got " + type, "a number of seconds or a date is no moment");
    }
    String clock = type.equals(NANOS) ? "make_timestamp(" + cut(column) + ")" : column;
    return zone.<Typed>map(known -> new Typed.Expression("epoch_us(" + local(clock, known) + ")"))
        .orElseGet(() ->
            new Typed.Wrong("its timestamps name no time zone", "say which: --time-zone UTC"));
  }

  /** DuckDB rounds nanoseconds, and so may look into the future: they are cut off. */
  private static String cut(String column) {
    return "((epoch_ns(%1$s) - ((epoch_ns(%1$s) %% 1000) + 1000) %% 1000) // 1000)"
        .formatted(column);
  }

  /** A column as values of an entity's field, or why it cannot be. */
  Typed key(String column, String type, ScalarType wanted) {
    boolean text = type.equals(TEXT);
    return switch (wanted) {
      case STRING -> text ? new Typed.Expression(column) : wrong(wanted, type);
      case INT32 -> whole(column, type, "INTEGER", wanted);
      case INT64 -> whole(column, type, "BIGINT", wanted);
      case BOOL -> {
        String words =
            "CASE lower(" + column + ") WHEN 'true' THEN true WHEN 'false' THEN false END";
        yield text
            ? new Typed.Expression(words)
            : type.equals("BOOLEAN") ? new Typed.Expression(column) : wrong(wanted, type);
      }
      case BYTES ->
          text
              ? new Typed.Expression("TRY(from_base64(" + column + "))")
              : type.equals("BLOB") ? new Typed.Expression(column) : wrong(wanted, type);
      case TIMESTAMP ->
          moment(column, type) instanceof Typed.Expression(String micros)
              ? new Typed.Expression("make_timestamptz(" + micros + ")")
              : wrong(wanted, type);
      case FLOAT32, FLOAT64 -> throw new IllegalArgumentException("no entity is a " + wanted);
    };
  }

  private static Typed whole(String column, String type, String to, ScalarType wanted) {
    if (WHOLE.contains(type)) {
      return new Typed.Expression("TRY_CAST(" + column + " AS " + to + ")");
    }
    return type.equals(TEXT)
        ? new Typed.Expression(
            "CASE WHEN regexp_full_match("
                + column
                + ", '[+-]?[0-9]+') THEN TRY_CAST("
                + column
                + " AS "
                + to
                + ") END")
        : wrong(wanted, type);
  }

  private static Typed wrong(ScalarType wanted, String type) {
    String hint =
        type.equals("DOUBLE") ? "pandas makes floats of whole numbers where one is missing" : "";
    return new Typed.Wrong("expected " + wanted.text() + ", got " + type, hint);
  }

  private String text(String column) {
    String exact = Sql.text(LOCAL + OFFSET);
    String zoned = "TRY_CAST(upper(" + column + ") AS TIMESTAMPTZ)";
    String without =
        zone.map(known -> local("TRY_CAST(upper(" + column + ") AS TIMESTAMP)", known))
            .orElse("NULL");
    return "CASE WHEN regexp_full_match(%s, %s) THEN %s WHEN regexp_full_match(%s, %s) THEN %s END"
        .formatted(column, exact, zoned, column, Sql.text(LOCAL), without);
  }

  private static String local(String expression, ZoneId zone) {
    return "timezone(" + Sql.text(zone.getId()) + ", CAST(" + expression + " AS TIMESTAMP))";
  }

  /** An expression of the wanted type, or what is wrong with the column as a whole. */
  sealed interface Typed {
    record Expression(String sql) implements Typed {}

    record Wrong(String message, String hint) implements Typed {}
  }
}
