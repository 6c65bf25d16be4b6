package io.freshet.offline.config;

import java.time.Duration;

/**
 * When the rows of a shard are committed: at whichever comes first.
 *
 * @param age at the latest so long after the first of them was read
 * @param rows as soon as there are so many
 * @param bytes or they had so many in the stream
 */
public record Limits(Duration age, long rows, long bytes) {}
