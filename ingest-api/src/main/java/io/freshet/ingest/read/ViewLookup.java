package io.freshet.ingest.read;

import io.freshet.ingest.answer.Refusal;
import io.freshet.ingest.plan.ViewPlan;

/** Finds a feature view for the caller of a request. */
@FunctionalInterface
public interface ViewLookup {

  Lookup find(String workspace, String view);

  /** What was found. */
  sealed interface Lookup {

    /** The caller may read it. */
    record Found(ViewPlan view) implements Lookup {}

    /** It is unknown, or not this caller's. */
    record Denied(Refusal refusal) implements Lookup {}
  }
}
