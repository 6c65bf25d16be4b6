package io.freshet.offline.commit;

import java.io.Serial;

/** A table has rows, and none of its snapshots says how far the stream is in it. */
public final class LostPositions extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public LostPositions(String table) {
    super(
        table
            + " has rows, and no snapshot with the stream's positions: another program wrote or"
            + " rewrote it and expired the snapshots. Run freshet-offline backfill, which makes it"
            + " whole and lets the worker go on; and expire snapshots with freshet-offline expire");
  }
}
