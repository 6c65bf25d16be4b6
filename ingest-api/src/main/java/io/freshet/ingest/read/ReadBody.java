package io.freshet.ingest.read;

import io.freshet.ingest.answer.Refusal;

/** A read request's body as a transport received it. */
@FunctionalInterface
public interface ReadBody {

  /** Reads it with the views that this caller may read. */
  Parsed read(ViewLookup views);

  /** What became of a body. */
  sealed interface Parsed {

    /** It could be read. */
    record Understood(ReadRequest request) implements Parsed {}

    /** It could not. */
    record Refused(String workspace, Refusal refusal) implements Parsed {}
  }
}
