package io.freshet.ingest.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The counters and timers that there are by now. To find one by its tags costs the registry far
 * more than to count with it.
 */
final class KnownMeters {
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(1),
    Duration.ofMillis(2),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5)
  };

  private final MeterRegistry registry;
  private final Map<Labelled, Counter> counters = new ConcurrentHashMap<>();
  private final Map<Labelled, Timer> timers = new ConcurrentHashMap<>();

  KnownMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** The counter of this name and these tags, each a key and a value; made where there is none. */
  Counter counter(String name, String help, String... tags) {
    return counters.computeIfAbsent(
        new Labelled(name, List.of(tags)),
        _ -> Counter.builder(name).description(help).tags(tags).register(registry));
  }

  /** The timer. */
  Timer timer(String name, String help, String... tags) {
    return timers.computeIfAbsent(
        new Labelled(name, List.of(tags)),
        _ ->
            Timer.builder(name)
                .description(help)
                .tags(tags)
                .serviceLevelObjectives(BUCKETS)
                .register(registry));
  }

  private record Labelled(String name, List<String> tags) {}
}
