/**
 * What keeps the tables whole and small: {@link io.freshet.offline.maintain.Backfill}, {@link
 * io.freshet.offline.maintain.Compaction}, {@link io.freshet.offline.maintain.Expiry}. None of them
 * loses the stream's positions, and all can run beside the workers.
 */
@NullMarked
package io.freshet.offline.maintain;

import org.jspecify.annotations.NullMarked;
