package io.freshet.bridge.offsets;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;

/**
 * The open offsets of one partition for as long as it is assigned. A new assignment gets a new
 * tracker, so an acknowledgement that arrives late acts on a forgotten one and moves nothing.
 *
 * <p>Everything here belongs to the consumer's thread, except what {@link Slot} offers to others:
 * the two threads meet in the slots' counters alone, and no lock is taken on the way of a record.
 */
public final class OffsetTracker {
  private final ArrayDeque<Slot> open = new ArrayDeque<>();
  private final Wire wire = new Wire();
  private long openBytes;
  private Optional<Position> reached = Optional.empty();
  private Optional<Position> polledTo = Optional.empty();
  private long committed = -1;
  private volatile boolean forgotten;

  /**
   * Opens a slot for a consumed record. Offsets come in ascending order, with holes where the log
   * has them.
   *
   * @param leaderEpoch -1 where the broker does not say
   * @param bytes what the record costs while it is held
   */
  public Slot open(long offset, int leaderEpoch, int bytes) {
    if (!open.isEmpty() && open.peekLast().offset() >= offset) {
      throw new IllegalArgumentException(
          "offset " + offset + " after " + open.peekLast().offset() + " in one assignment");
    }
    var slot = new Slot(this, offset, leaderEpoch, bytes);
    open.addLast(slot);
    openBytes += bytes;
    return slot;
  }

  /** Says where the last poll has ended: beyond its records, transaction markers and holes. */
  public void polledTo(Position next) {
    polledTo = Optional.of(next);
  }

  /**
   * Forgets the done prefix and returns the position after it, if that lies beyond what has been
   * committed. With nothing open that is the end of the last poll.
   */
  public Optional<Position> committable() {
    while (!open.isEmpty() && open.peekFirst().isDone()) {
      Slot slot = open.removeFirst();
      openBytes -= slot.bytes();
      reached = Optional.of(after(slot));
    }
    Optional<Position> point = open.isEmpty() && polledTo.isPresent() ? polledTo : reached;
    return point.filter(position -> position.offset() > committed);
  }

  /** Says that the broker has stored this position. */
  public void committed(Position position) {
    committed = Math.max(committed, position.offset());
  }

  /** The partition is no longer ours: whatever is still on its way matters no more. */
  public void forget() {
    forgotten = true;
  }

  /** Waits until none of this partition's records is in a request, at most so long. */
  public boolean awaitWire(Duration atMost) throws InterruptedException {
    return wire.awaitEmpty(atMost);
  }

  /** Offsets that are not yet part of the done prefix. */
  public int openRecords() {
    return open.size();
  }

  /** Bytes of those offsets' records. */
  public long openBytes() {
    return openBytes;
  }

  boolean forgotten() {
    return forgotten;
  }

  Wire wire() {
    return wire;
  }

  private static Position after(Slot slot) {
    return new Position(
        slot.offset() + 1,
        slot.leaderEpoch() < 0 ? Optional.empty() : Optional.of(slot.leaderEpoch()));
  }
}
