package io.freshet.quickstart.guarantee;

import io.freshet.quickstart.guarantee.Happening.Stopped;
import java.util.List;

/** A bridge that is asked to end, ends well. */
final class StopsAreClean implements Check {

  @Override
  public String promise() {
    return "SIGTERM ends a bridge with code 0";
  }

  @Override
  public List<String> breaches(Evidence evidence) {
    return evidence.happenings(Stopped.class).stream()
        .filter(stop -> stop.exitCode() != 0)
        .map(stop -> stop.bridge() + " ended with code " + stop.exitCode())
        .toList();
  }
}
