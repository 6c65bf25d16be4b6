package io.freshet.ingest.answer;

import java.time.Instant;
import java.util.List;

/** The answer to a push. */
public sealed interface PushAnswer {

  /** Empty where the request did not get so far as to name one. */
  String workspace();

  /** Every write is durable (or, in a dry run, every record is valid). */
  record Accepted(
      String workspace, Instant ingestionTime, List<ViewCount> views, List<SourceCount> sources)
      implements PushAnswer {}

  /** Something was not stored; what, is in the refusal. */
  record Refused(String workspace, Refusal refusal) implements PushAnswer {}

  /** How many of a request's records a view took: online, and in its history. */
  record ViewCount(String name, String id, int online, int offline) {}

  /** How many records of a source the request brought. */
  record SourceCount(String name, String id, int offline) {}
}
