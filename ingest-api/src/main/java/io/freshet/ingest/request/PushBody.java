package io.freshet.ingest.request;

/** A push request's body as a transport received it. */
@FunctionalInterface
public interface PushBody {

  /** Reads it with the schemas that this caller may push to. */
  Parsed read(SourceLookup sources);
}
