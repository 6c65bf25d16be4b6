package io.freshet.quickstart.guarantee;

import java.util.Map;

/**
 * What the group had committed at one moment.
 *
 * @param at when the broker's answer had come
 * @param committed by partition; a partition without a commit is not in it
 */
record Offsets(long at, Map<Integer, Long> committed) {

  /** 0 where nothing has been committed. */
  long of(int partition) {
    return committed.getOrDefault(partition, 0L);
  }
}
