package io.freshet.ingest.journey;

import io.freshet.ingest.answer.PushAnswer.ViewCount;
import io.freshet.ingest.plan.ViewPlan;
import io.freshet.ingest.write.Outcome;
import io.freshet.ingest.write.Outcome.Online;
import io.freshet.ingest.write.Row;
import io.freshet.schema.History;

/** What one view took of one request. */
final class ViewTally {
  private int online;
  private int offline;

  void add(Row row, Outcome outcome) {
    if (outcome instanceof Online) {
      online++;
    }
    if (!(row.view().view().history() instanceof History.None)) {
      offline++;
    }
  }

  ViewCount count(ViewPlan view) {
    return new ViewCount(view.name(), view.id(), online, offline);
  }
}
