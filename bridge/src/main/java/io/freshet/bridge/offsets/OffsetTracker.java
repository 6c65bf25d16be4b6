package io.freshet.bridge.offsets;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The open offsets of one partition for as long as it is assigned. A new assignment gets a new
 * tracker, so an acknowledgement that arrives late acts on a forgotten one and moves nothing.
 *
 * <p>Everything here belongs to the consumer's thread, except what {@link Slot} offers to others:
 * the two threads meet in counters alone, and no lock is taken between reading a record and its
 * request.
 */
public final class OffsetTracker {
  private final ArrayDeque<Slot> open = new ArrayDeque<>();
  private final Wire wire = new Wire();
  private final AtomicLong heldBytes = new AtomicLong();
  private Optional<Position> reached = Optional.empty();
  private Optional<Position> polledTo = Optional.empty();
  private long committed = -1;
  private volatile String trouble = "";

  /**
   * Opens a slot for a consumed record. Offsets come in ascending order, with holes where the log
   * has them.
   *
   * @param leaderEpoch -1 where the broker does not say
   * @param timestampMillis the record's, in ms since the epoch
   * @param bytes what the record costs while it is held
   */
  public Slot open(long offset, int leaderEpoch, long timestampMillis, int bytes) {
    if (!open.isEmpty() && open.peekLast().offset() >= offset) {
      throw new IllegalArgumentException(
          "offset " + offset + " after " + open.peekLast().offset() + " in one assignment");
    }
    var slot = new Slot(this, offset, leaderEpoch, timestampMillis, bytes);
    open.addLast(slot);
    heldBytes.addAndGet(bytes);
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
    forgetDone();
    Optional<Position> point = open.isEmpty() && polledTo.isPresent() ? polledTo : reached;
    return point.filter(position -> position.offset() > committed);
  }

  /** Says that the broker has stored this position. */
  public void committed(Position position) {
    committed = Math.max(committed, position.offset());
  }

  /**
   * The partition is being taken away: nothing more of it goes on the wire, and what is neither on
   * the wire nor done matters no more.
   */
  public void forget() {
    wire.close();
  }

  /** Waits until none of this partition's records is in a request, at most so long. */
  public boolean awaitWire(Duration atMost) throws InterruptedException {
    return wire.awaitEmpty(atMost);
  }

  /** Offsets that are not part of the done prefix, as it is now. */
  public int openRecords() {
    forgetDone();
    return open.size();
  }

  /** Bytes that are held for records that are not done. */
  public long heldBytes() {
    return heldBytes.get();
  }

  /** Records that are in requests now. */
  public int onWire() {
    return wire.count();
  }

  /** The first offset that is not done, if there is one. */
  public OptionalLong firstOpen() {
    return open.isEmpty() ? OptionalLong.empty() : OptionalLong.of(open.peekFirst().offset());
  }

  /** When the first record that is not done was written, in ms since the epoch. */
  public OptionalLong oldestOpenMillis() {
    return open.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(open.peekFirst().timestampMillis());
  }

  /** Where the next poll goes on; -1 before the first. */
  public long position() {
    return polledTo.map(Position::offset).orElse(-1L);
  }

  /** The last position that the broker has stored for this assignment; -1 for none. */
  public long committedOffset() {
    return committed;
  }

  /** What last kept a record of this partition from being done; empty for nothing. */
  public String lastTrouble() {
    return trouble;
  }

  boolean forgotten() {
    return wire.isClosed();
  }

  Wire wire() {
    return wire;
  }

  void grown(int bytes) {
    heldBytes.addAndGet(bytes);
  }

  void released(int bytes) {
    heldBytes.addAndGet(-bytes);
  }

  void trouble(String reason) {
    trouble = reason;
  }

  private void forgetDone() {
    @Nullable Slot last = null;
    while (!open.isEmpty() && open.peekFirst().isDone()) {
      last = open.removeFirst();
    }
    if (last != null) {
      reached = Optional.of(after(last));
    }
  }

  private static Position after(Slot slot) {
    return new Position(
        slot.offset() + 1,
        slot.leaderEpoch() < 0 ? Optional.empty() : Optional.of(slot.leaderEpoch()));
  }
}
