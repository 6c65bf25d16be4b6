package io.freshet.offline.training;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The join: for each asked (entity, moment t) the row that was the greatest version among those
 * visible at t.
 *
 * <p>A row is visible from {@code v} on: the later of its event time and its ingestion time, or its
 * event time alone where only that counts. Of an entity's rows in the order of {@code v}, those
 * that are the greatest version so far are the ones that ever were the answer, each from its own
 * {@code v} until the next one's. So late rows that a newer one had beaten fall out, and "event
 * time ≤ t and ingestion time ≤ t, greatest version" becomes one inequality, {@code v ≤ t}, which
 * an ASOF join answers. RATIONALE.md has the proof; a property test holds it against the
 * definition.
 */
final class AsKnown {
  /** The columns of a log, beside the entity's and the features. */
  static final String EVENT = "e";

  static final String INGESTION = "i";
  static final String SEQUENCE = "s";
  static final String DELETED = "d";
  static final String HASH = "h";

  /** 2 to the 64th: event time and sequence make one number that sorts as the pair does. */
  private static final String SHIFT = "18446744073709551616";

  private final Knowledge knowledge;
  private final Optional<Duration> ttl;
  private final List<String> keys;
  private final List<String> features;

  AsKnown(Knowledge knowledge, Optional<Duration> ttl, List<String> keys, List<String> features) {
    this.knowledge = knowledge;
    this.ttl = ttl;
    this.keys = keys;
    this.features = features;
  }

  /**
   * The join.
   *
   * @param asked a relation of {@code row}, {@code t} (microseconds) and the entity
   * @param log a relation of the entity, the features, {@code e}, {@code i}, {@code s}, {@code d}
   *     and {@code h}
   * @return a query for {@code row}, {@code live} (whether there are features), and the features,
   *     {@code e} and {@code i} of those that are
   */
  String sql(String asked, String log) {
    return """
    WITH asked AS (%s),
    log AS (%s),
    seen AS (
      SELECT *, %s AS v, e::HUGEINT * %s + s AS rank
      FROM log SEMI JOIN asked USING (%s)),
    known AS (
      SELECT * FROM seen
      WINDOW so_far AS (PARTITION BY %s ORDER BY v, rank, i, h ROWS UNBOUNDED PRECEDING)
      QUALIFY rank = max(rank) OVER so_far AND lead(v) OVER so_far IS DISTINCT FROM v)
    SELECT row, live, %s
    FROM (
      SELECT asked.row, %s AS live, %s
      FROM asked ASOF LEFT JOIN known ON %s AND asked.t >= known.v)
    """
        .formatted(
            asked,
            log,
            knowledge == Knowledge.INGESTION ? "greatest(e, i)" : "e",
            SHIFT,
            list(keys, key -> key),
            list(keys, key -> key),
            list(found(), column -> "CASE WHEN live THEN " + column + " END AS " + column),
            live(),
            list(found(), column -> "known." + column),
            keys.stream()
                .map(key -> "asked." + key + " = known." + key)
                .collect(Collectors.joining(" AND ")));
  }

  private List<String> found() {
    return Stream.concat(features.stream(), Stream.of(EVENT, INGESTION)).toList();
  }

  /** As the server decides it: by whole seconds, the TTL attribute's unit. */
  private String live() {
    String there = "known.v IS NOT NULL AND NOT known.d";
    return ttl.map(time ->
            "(%s AND %s > %s)"
                .formatted(there, second("(known.e + " + micros(time) + ")"), second("asked.t")))
        .orElse("(" + there + ")");
  }

  static long micros(Duration duration) {
    return Math.multiplyExact(duration.toMillis(), 1_000L);
  }

  /** Rounded down, also before 1970. */
  private static String second(String micros) {
    return "(%1$s - ((%1$s %% 1000000) + 1000000) %% 1000000)".formatted(micros);
  }

  private static String list(List<String> names, Function<String, String> as) {
    return names.stream().map(as).collect(Collectors.joining(", "));
  }
}
