package io.freshet.quickstart.guarantee;

import java.util.List;
import java.util.Optional;

/** What must become of a record. */
sealed interface Fate {

  /** A version of an entity: it must be in history, and online if it is the greatest. */
  sealed interface Version extends Fate {
    String user();

    long eventTimeMillis();
  }

  /** A row with these features. */
  record Upsert(
      String user,
      long eventTimeMillis,
      String transactionId,
      double amount,
      Optional<String> currency,
      Optional<String> merchant,
      List<String> tags)
      implements Version {}

  /** A row that says the entity is gone. */
  record Delete(String user, long eventTimeMillis) implements Version {}

  /** The dead-letter topic. */
  record Refusal() implements Fate {}

  /** Nothing at all: the mapping skips it. */
  record Skip() implements Fate {}
}
