package io.freshet.ingest.write;

/** What became of one row. */
public sealed interface Outcome {

  /** It is in the history (where the view keeps one), and is the online row. */
  record Online() implements Outcome {}

  /** It is in the history (where the view keeps one); a greater version, or nothing, is online. */
  record Historic() implements Outcome {}

  /** It is not known to be stored. */
  record NotStored(StoreException.Kind kind) implements Outcome {}
}
