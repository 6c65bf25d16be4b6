package io.freshet.ingest.journey;

import io.freshet.api.RecordErrorType;
import io.freshet.api.RequestErrorType;
import io.freshet.ingest.answer.PushAnswer;
import io.freshet.ingest.answer.PushAnswer.Accepted;
import io.freshet.ingest.answer.PushAnswer.Refused;
import io.freshet.ingest.answer.PushAnswer.SourceCount;
import io.freshet.ingest.answer.RecordError;
import io.freshet.ingest.answer.Refusal;
import io.freshet.ingest.plan.SourcePlan;
import io.freshet.ingest.plan.ViewPlan;
import io.freshet.ingest.request.PushRequest;
import io.freshet.ingest.request.PushedRecord;
import io.freshet.ingest.write.Outcome;
import io.freshet.ingest.write.Outcome.NotStored;
import io.freshet.ingest.write.Row;
import io.freshet.ingest.write.StoreException.Kind;
import io.freshet.value.Timestamps;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts what became of a request's rows, and makes the answer of it. */
final class Tally {
  private final PushRequest request;
  private final long ingestionTime;
  private final List<Written> written = new ArrayList<>();

  private record Written(PushedRecord pushed, Row row) {}

  Tally(PushRequest request, long ingestionTime) {
    this.request = request;
    this.ingestionTime = ingestionTime;
  }

  void rowsOf(PushedRecord pushed, List<Row> rows) {
    rows.forEach(row -> written.add(new Written(pushed, row)));
  }

  PushAnswer nothingWritten() {
    return accepted(Map.of(), 0);
  }

  /** The answer once the fate of every row is known, in the order in which they were added. */
  PushAnswer answer(List<Outcome> outcomes) {
    Map<PushedRecord, Kind> lost = new LinkedHashMap<>();
    Map<ViewPlan, ViewTally> views = new LinkedHashMap<>();
    for (int i = 0; i < outcomes.size(); i++) {
      Written entry = written.get(i);
      if (outcomes.get(i) instanceof NotStored(Kind kind)) {
        lost.merge(entry.pushed(), kind, Tally::worse);
      }
      views
          .computeIfAbsent(entry.row().view(), _ -> new ViewTally())
          .add(entry.row(), outcomes.get(i));
    }
    return lost.isEmpty() ? accepted(views, 1) : notStored(lost);
  }

  private PushAnswer accepted(Map<ViewPlan, ViewTally> views, int each) {
    Map<SourcePlan, Integer> sources = new LinkedHashMap<>();
    request.records().forEach(pushed -> sources.merge(pushed.plan(), each, Integer::sum));
    var untouched = new ViewTally();
    return new Accepted(
        request.workspace(),
        Timestamps.ofMicros(ingestionTime),
        sources.keySet().stream()
            .flatMap(source -> source.views().stream())
            .map(view -> views.getOrDefault(view, untouched).count(view))
            .toList(),
        sources.entrySet().stream()
            .map(count ->
                new SourceCount(count.getKey().name(), count.getKey().id(), count.getValue()))
            .toList());
  }

  private PushAnswer notStored(Map<PushedRecord, Kind> lost) {
    String counted = lost.size() + " of " + request.records().size() + " records are not stored: ";
    List<RecordError> errors = lost.keySet().stream().map(Tally::notStored).toList();
    Refusal refusal =
        switch (Collections.max(lost.values())) {
          case THROTTLED ->
              new Refusal(
                  RequestErrorType.THROTTLED, counted + "the store is throttling; retry", errors);
          case TOO_LATE ->
              new Refusal(
                  RequestErrorType.DEADLINE_EXCEEDED,
                  counted + "the request's time was over; retry",
                  errors);
          case UNAVAILABLE ->
              new Refusal(
                  RequestErrorType.STORE_UNAVAILABLE,
                  counted + "the store did not answer; retry",
                  errors);
        };
    return new Refused(request.workspace(), refusal);
  }

  private static RecordError notStored(PushedRecord pushed) {
    return new RecordError(
        pushed.plan().name(), pushed.index(), "", RecordErrorType.NOT_STORED, "push it again");
  }

  private static Kind worse(Kind one, Kind other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
