package io.freshet.bridge.batch;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A batcher for each push source, started and closed together. */
public final class Batchers implements AutoCloseable {
  private final Map<String, Batcher> bySource;

  public Batchers(Set<String> pushSources, Duration linger, Departures departures) {
    bySource =
        pushSources.stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Function.identity(), source -> new Batcher(source, linger, departures)));
    bySource.values().forEach(Batcher::start);
  }

  public Map<String, Batcher> bySource() {
    return bySource;
  }

  /** Lets everything leave that still gathers. */
  public void flush() {
    bySource.values().forEach(Batcher::flush);
  }

  @Override
  public void close() {
    bySource.values().forEach(Batcher::close);
  }
}
