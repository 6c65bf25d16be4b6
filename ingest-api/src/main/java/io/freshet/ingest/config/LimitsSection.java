package io.freshet.ingest.config;

import io.freshet.ingest.config.Limits.Connections;
import io.freshet.ingest.config.Limits.Stopping;
import io.freshet.ingest.config.Limits.Work;
import io.freshet.yaml.DurationText;
import io.freshet.yaml.Section;
import java.time.Duration;

/** {@code server.limits} and {@code server.shutdown}; everything has a default. */
final class LimitsSection {
  private static final int MANY = 1_000_000;
  private static final Duration SHORTEST = Duration.ofMillis(10);
  private static final Duration LONGEST = Duration.ofDays(1);

  private LimitsSection() {}

  static Limits read(Section server) {
    Section limits = server.section("limits");
    Section shutdown = server.section("shutdown");
    var read = new Limits(connections(limits), work(limits), stopping(shutdown));
    limits.done();
    shutdown.done();
    return read;
  }

  private static Connections connections(Section limits) {
    return new Connections(
        count(limits, "connections", 1, 10_000),
        duration(limits, "idle_timeout", SHORTEST, Duration.ofSeconds(75)),
        duration(limits, "connection_age", Duration.ofSeconds(1), Duration.ofMinutes(15)));
  }

  private static Work work(Section limits) {
    return new Work(
        count(limits, "in_flight", 1, 48),
        count(limits, "waiting", 0, 1_024),
        duration(limits, "patience", SHORTEST, Duration.ofSeconds(2)),
        duration(limits, "request_timeout", SHORTEST, Duration.ofSeconds(10)));
  }

  private static Stopping stopping(Section shutdown) {
    return new Stopping(
        duration(shutdown, "not_ready", Duration.ZERO, Duration.ofSeconds(2)),
        duration(shutdown, "drain", Duration.ofSeconds(1), Duration.ofSeconds(15)));
  }

  private static int count(Section section, String key, int least, int otherwise) {
    return section.integer(key, least, MANY).orElse((long) otherwise).intValue();
  }

  private static Duration duration(
      Section section, String key, Duration least, Duration otherwise) {
    Duration duration = section.duration(key).orElse(otherwise);
    if (duration.compareTo(least) < 0 || duration.compareTo(LONGEST) > 0) {
      section.problem(key, "must be between " + DurationText.format(least) + " and 1d");
    }
    return duration;
  }
}
