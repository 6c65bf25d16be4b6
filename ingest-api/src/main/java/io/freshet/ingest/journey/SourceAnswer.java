package io.freshet.ingest.journey;

import io.freshet.ingest.answer.Refusal;
import io.freshet.ingest.plan.SourcePlan;

/** The answer to a question about a push source. */
public sealed interface SourceAnswer {

  /** As it is registered now. */
  record Found(SourcePlan source) implements SourceAnswer {}

  /** It is unknown, or not this caller's. */
  record Refused(String workspace, Refusal refusal) implements SourceAnswer {}
}
