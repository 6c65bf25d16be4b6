package io.freshet.ingest.reload;

import io.freshet.yaml.Problems;

/** Hears what became of a change of the files. */
public interface Reloads<T> {

  /** It is in use. */
  void loaded(T before, T now);

  /** It is bad, and the last good content stays in use. Told once, not at every poll. */
  void kept(Problems problems);
}
