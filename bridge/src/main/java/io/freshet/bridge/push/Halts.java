package io.freshet.bridge.push;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What waits for a person. A halt drops nothing: the blocked request goes on asking, and its
 * success ends the halt.
 */
public final class Halts {
  /** What is halted when nothing at all can be pushed. */
  public static final String ALL = "all push sources";

  private static final Logger LOG = LoggerFactory.getLogger(Halts.class);

  private final Map<String, String> reasons = new ConcurrentHashMap<>();

  /** Says that something is blocked; said again with the same reason, it is not logged again. */
  public void raise(String what, String reason) {
    if (!reason.equals(reasons.put(what, reason))) {
      LOG.error("HALTED {}: {}. Nothing is dropped; it goes on when this is mended.", what, reason);
    }
  }

  public void clear(String what) {
    if (!reasons.isEmpty() && reasons.remove(what) != null) {
      LOG.warn("{} goes on", what);
    }
  }

  /** Whether this push source can store nothing now, alone or with all others. */
  public boolean blocks(String pushSource) {
    return !reasons.isEmpty() && (reasons.containsKey(pushSource) || reasons.containsKey(ALL));
  }

  /** What is halted now, and why. */
  public Map<String, String> now() {
    return Map.copyOf(reasons);
  }
}
