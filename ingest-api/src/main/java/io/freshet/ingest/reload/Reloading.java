package io.freshet.ingest.reload;

import io.freshet.yaml.Problem;
import io.freshet.yaml.Problems;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The content of files as it was last good. Whoever asks gets one whole content; {@link #poll}
 * exchanges it for the next.
 */
public final class Reloading<T> implements Supplier<T> {
  private final Reading<T> files;
  private volatile T current;
  private String seen;

  private Reloading(Reading<T> files, String seen, T first) {
    this.files = files;
    this.seen = seen;
    this.current = first;
  }

  /** Reads the files for the first time; what is wrong is added to {@code problems}. */
  public static <T> Reloading<T> start(Reading<T> files, Problems problems) {
    // Before the content, so that what changes meanwhile is seen at the first poll.
    String fingerprint = files.fingerprint();
    return new Reloading<>(files, fingerprint, files.read(problems));
  }

  @Override
  public T get() {
    return current;
  }

  /** Reads the files again if they have changed. Called by one thread at a time. */
  public void poll(Reloads<T> reloads) {
    String before = files.fingerprint();
    if (before.equals(seen)) {
      return;
    }
    var problems = new Problems();
    Optional<T> read = read(problems);
    if (!files.fingerprint().equals(before)) {
      return; // Caught in the middle of a change: the next poll sees it whole.
    }
    seen = before;
    if (read.isEmpty() || !problems.isEmpty()) {
      reloads.kept(problems);
    } else {
      T old = current;
      current = read.get();
      reloads.loaded(old, current);
    }
  }

  private Optional<T> read(Problems problems) {
    try {
      return Optional.of(files.read(problems));
    } catch (RuntimeException e) {
      problems.add(new Problem("reload", 0, "", "a bug: " + e, Optional.empty()));
      return Optional.empty();
    }
  }
}
