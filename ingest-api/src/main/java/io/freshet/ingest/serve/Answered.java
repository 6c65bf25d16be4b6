package io.freshet.ingest.serve;

import java.time.Duration;

/** Hears of every request that has been answered. */
@FunctionalInterface
public interface Answered {

  /**
   * A request has its answer, or its caller is gone.
   *
   * @param route push, read or source
   * @param transport http or grpc
   * @param outcome OK, the type of the error, or CANCELLED
   */
  void answered(String route, String transport, String outcome, Duration took);
}
