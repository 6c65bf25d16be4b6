package io.freshet.bridge.consume;

/**
 * One partition as the consumer's thread has last seen it, at most a second ago or so.
 *
 * @param position where the next poll goes on; -1 before the first
 * @param committed the last position that the broker has stored for this assignment; -1 for none
 * @param lag records in the log that are not done
 * @param openRecords records read and not done
 * @param heldBytes what those cost
 * @param onWire records in requests now
 * @param oldestOpenMillis when the first record not done was written, in ms since the epoch; -1 for
 *     none
 * @param waitingSinceMillis since when that record has been the first that is not done; -1 for none
 * @param lastError what last kept a record from being done; empty for nothing
 */
public record PartitionState(
    String topic,
    int partition,
    long position,
    long committed,
    long lag,
    int openRecords,
    long heldBytes,
    int onWire,
    boolean paused,
    long oldestOpenMillis,
    long waitingSinceMillis,
    String lastError) {}
