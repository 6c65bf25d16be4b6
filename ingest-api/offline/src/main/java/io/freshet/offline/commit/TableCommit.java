package io.freshet.offline.commit;

import java.util.Optional;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotAncestryValidator;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.exceptions.ValidationException;

/**
 * A commit that stands only on the state it was made from. Iceberg refreshes the table and asks
 * again at each of its attempts, so what another worker commits in between is seen.
 */
public final class TableCommit {
  private TableCommit() {}

  /**
   * Commits the update with {@code after} in its summary, if the table's state is still {@code
   * before}.
   *
   * @return whether it did; otherwise the state has moved, and nothing was committed
   * @throws RuntimeException when it is not known, or Iceberg refuses for another reason
   */
  public static boolean commit(SnapshotUpdate<?> update, TableState before, TableState after) {
    return commit(update, Optional.of(before), after);
  }

  /**
   * The same, for a table that has rows and whose state is lost.
   *
   * @return whether it did; otherwise somebody else has done it before
   */
  public static boolean adopt(SnapshotUpdate<?> update, TableState after) {
    return commit(update, Optional.empty(), after);
  }

  private static boolean commit(
      SnapshotUpdate<?> update, Optional<TableState> before, TableState after) {
    after.carry(update);
    var unmoved = new Unmoved(before);
    update.validateWith(unmoved);
    try {
      update.commit();
      return true;
    } catch (ValidationException e) {
      if (unmoved.moved) {
        return false;
      }
      throw e;
    }
  }

  private static final class Unmoved implements SnapshotAncestryValidator {
    private final Optional<TableState> before;
    private boolean moved;

    Unmoved(Optional<TableState> before) {
      this.before = before;
    }

    @Override
    public boolean validate(Iterable<Snapshot> ancestors) {
      moved = !TableState.of(ancestors).equals(before);
      return !moved;
    }

    @Override
    public String errorMessage() {
      return "the stream's positions have moved";
    }
  }
}
