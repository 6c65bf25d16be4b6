package io.freshet.schema.change;

import io.freshet.schema.Part;
import java.util.Locale;
import java.util.Set;

/** One difference between two catalogues. */
public sealed interface Change {

  /** What changed. */
  Part part();

  /** Which of the two catalogues shows it: the old one where something is gone. */
  Side side();

  /** What is different, with the values before and after. */
  String message();

  /** Somebody has to do something before it can be deployed. */
  record Breaking(Part part, Side side, String message, Set<Party> breaks, String remedy)
      implements Change {

    public Breaking {
      breaks = Set.copyOf(breaks);
    }
  }

  /** Readers and writers go on as they are. */
  record Compatible(Part part, Side side, String message) implements Change {}

  /** One of the two catalogues. */
  enum Side {
    OLD,
    NEW
  }

  /** Who may be broken. */
  enum Party {
    READERS,
    WRITERS;

    /** As people and JSON documents name them. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
