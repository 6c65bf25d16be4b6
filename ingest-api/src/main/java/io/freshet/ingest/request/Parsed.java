package io.freshet.ingest.request;

import io.freshet.ingest.answer.Refusal;

/** What became of a body. */
public sealed interface Parsed {

  /** It could be read. */
  record Understood(PushRequest request) implements Parsed {}

  /**
   * It could not.
   *
   * @param workspace the one it names, or empty
   */
  record Refused(String workspace, Refusal refusal) implements Parsed {}
}
