package io.freshet.bridge.registry;

import io.freshet.bridge.registry.Lookup.Found;
import io.freshet.bridge.registry.Lookup.NotNow;
import io.freshet.bridge.registry.Lookup.Unknown;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Remembers schemas for ever and asks for each once, however many partitions wait for it. An id
 * that the registry does not know may be a fresh one that has not spread yet: the first few times
 * the answer is "not now", and then, for a minute, "unknown" without asking.
 */
public final class CachedRegistry implements SchemaRegistry {
  /** An id that is unknown so often in a row is; until then it may only be a moment late. */
  public static final int LOOKUPS = 5;

  private static final Duration REMEMBERED = Duration.ofMinutes(1);
  private static final int MAX_MISSING = 10_000;

  private final SchemaRegistry registry;
  private final InstantSource clock;
  private final Map<SchemaId, Found> found = new ConcurrentHashMap<>();
  private final Map<SchemaId, Miss> misses = new ConcurrentHashMap<>();
  private final Map<SchemaId, FutureTask<Lookup>> flights = new ConcurrentHashMap<>();

  /** How often in a row an id was unknown, and when last. */
  private record Miss(int times, Instant last, String message) {}

  public CachedRegistry(SchemaRegistry registry, InstantSource clock) {
    this.registry = registry;
    this.clock = clock;
  }

  @Override
  public Lookup find(SchemaId id) {
    Found known = found.get(id);
    if (known != null) {
      return known;
    }
    Miss miss = misses.get(id);
    return miss != null
            && miss.times() >= LOOKUPS
            && clock.instant().isBefore(miss.last().plus(REMEMBERED))
        ? new Unknown(miss.message())
        : together(id);
  }

  private Lookup together(SchemaId id) {
    var flight = new FutureTask<>(() -> ask(id));
    FutureTask<Lookup> other = flights.putIfAbsent(id, flight);
    if (other != null) {
      return result(other);
    }
    try {
      flight.run();
    } finally {
      flights.remove(id);
    }
    return result(flight);
  }

  private static Lookup result(FutureTask<Lookup> flight) {
    try {
      return flight.get();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new NotNow("interrupted");
    } catch (ExecutionException e) {
      throw new IllegalStateException("a bug in the registry's client", e.getCause());
    }
  }

  private Lookup ask(SchemaId id) {
    Found known = found.get(id); // by a flight that has landed meanwhile
    Lookup lookup = known == null ? registry.find(id) : known;
    if (lookup instanceof Found schema) {
      found.put(id, schema);
      misses.remove(id);
    } else if (lookup instanceof Unknown unknown) {
      return missed(id, unknown);
    }
    return lookup;
  }

  private Lookup missed(SchemaId id, Unknown unknown) {
    if (misses.size() >= MAX_MISSING) {
      misses.clear(); // poison with ids at random: forgetting costs a few requests
    }
    Miss before = misses.get(id);
    int times = before == null ? 1 : Math.min(before.times() + 1, LOOKUPS);
    misses.put(id, new Miss(times, clock.instant(), unknown.message()));
    return times < LOOKUPS
        ? new NotNow("schema " + id + " is unknown (so far): " + unknown.message())
        : unknown;
  }
}
