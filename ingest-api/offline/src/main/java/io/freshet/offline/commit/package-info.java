/**
 * Rows into tables, exactly once. Each commit carries, in its snapshot's summary, how far each
 * shard of the stream is in the table, and is refused if that moved since its rows were chosen.
 * {@link io.freshet.offline.commit.ShardLog} is the door for a stream, {@link
 * io.freshet.offline.commit.TableCommit} for everything else that writes.
 */
@NullMarked
package io.freshet.offline.commit;

import org.jspecify.annotations.NullMarked;
