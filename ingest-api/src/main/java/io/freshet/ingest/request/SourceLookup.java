package io.freshet.ingest.request;

import io.freshet.ingest.answer.Refusal;
import io.freshet.ingest.plan.SourcePlan;

/** Finds the push source of a record, for the caller of the request. */
@FunctionalInterface
public interface SourceLookup {

  Lookup find(String workspace, String pushSource);

  /** What was found. */
  sealed interface Lookup {

    /** The caller may push to it. */
    record Found(SourcePlan plan) implements Lookup {}

    /** It is unknown, or not this caller's. */
    record Denied(Refusal refusal) implements Lookup {}
  }
}
