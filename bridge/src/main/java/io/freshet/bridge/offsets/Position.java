package io.freshet.bridge.offsets;

import java.util.Optional;

/**
 * A place in a partition from which a consumer goes on.
 *
 * @param offset the next offset to consume
 * @param leaderEpoch of the record before it, where known: lets the broker detect a truncated log
 */
public record Position(long offset, Optional<Integer> leaderEpoch) {}
