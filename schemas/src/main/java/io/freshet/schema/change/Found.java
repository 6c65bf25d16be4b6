package io.freshet.schema.change;

import io.freshet.schema.Part;
import io.freshet.schema.change.Change.Breaking;
import io.freshet.schema.change.Change.Compatible;
import io.freshet.schema.change.Change.Party;
import io.freshet.schema.change.Change.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Collects changes. */
final class Found {
  static final Set<Party> READERS = Set.of(Party.READERS);
  static final Set<Party> WRITERS = Set.of(Party.WRITERS);
  static final Set<Party> BOTH = Set.of(Party.READERS, Party.WRITERS);

  private final List<Change> changes = new ArrayList<>();

  /** Something that is there no more. */
  void gone(Part part, Set<Party> breaks, String message, String remedy) {
    changes.add(new Breaking(part, Side.OLD, message, breaks, remedy));
  }

  void breaks(Part part, Set<Party> breaks, String message, String remedy) {
    changes.add(new Breaking(part, Side.NEW, message, breaks, remedy));
  }

  void compatible(Part part, String message) {
    changes.add(new Compatible(part, Side.NEW, message));
  }

  List<Change> list() {
    return changes;
  }
}
