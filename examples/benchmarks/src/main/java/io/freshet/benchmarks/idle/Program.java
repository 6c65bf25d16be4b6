package io.freshet.benchmarks.idle;

import io.freshet.embedded.JavaProcess;
import java.io.IOException;

/** A program of ours, packaged, with all that it needs around it. */
interface Program extends AutoCloseable {

  String name();

  /** Starts it anew; there is a little work for it to do first. */
  JavaProcess start() throws IOException;

  /** When the first of that work was done, in ms since the epoch; 0 for not yet. */
  long firstDoneMillis();

  @Override
  void close();
}
