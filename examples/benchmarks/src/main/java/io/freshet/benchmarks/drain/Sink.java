package io.freshet.benchmarks.drain;

import java.net.URI;

/** A server that only counts. */
public interface Sink extends AutoCloseable {

  /** What it has seen since it was reset; times are 0 for not yet. */
  record Stats(long firstMillis, long doneMillis) {}

  URI url();

  /** Forgets everything; waits for a load, and answers after so many milliseconds from now on. */
  void reset(Load load, int delay);

  Stats stats();

  @Override
  void close();
}
