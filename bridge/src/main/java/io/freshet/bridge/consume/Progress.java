package io.freshet.bridge.consume;

import java.util.List;

/** What the consumer's thread tells others of itself, from time to time. */
public interface Progress {

  /** The partitions that are ours. */
  List<PartitionState> partitions();

  /** Whether the broker can be reached and the group has taken us in. */
  boolean isMember();

  /** When the thread last went round, in ms since the epoch. */
  long lastTurnMillis();
}
