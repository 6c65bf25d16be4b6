package io.freshet.ingest.metrics;

import io.freshet.api.RecordErrorType;
import io.freshet.ingest.answer.PushAnswer;
import io.freshet.ingest.answer.PushAnswer.Accepted;
import io.freshet.ingest.answer.PushAnswer.Refused;
import io.freshet.ingest.answer.PushAnswer.ViewCount;
import io.freshet.ingest.answer.RecordError;
import io.freshet.ingest.journey.Call;
import io.freshet.ingest.journey.Pushes;
import io.freshet.ingest.request.PushBody;
import java.util.concurrent.CompletableFuture;

/** Counts what became of the records of pushes. */
public final class MeteredPushes implements Pushes {
  private final Pushes pushes;
  private final IngestMetrics metrics;

  public MeteredPushes(Pushes pushes, IngestMetrics metrics) {
    this.pushes = pushes;
    this.metrics = metrics;
  }

  @Override
  public CompletableFuture<PushAnswer> push(Call call, PushBody body) {
    return pushes
        .push(call, body)
        .thenApply(answer -> {
          count(answer);
          return answer;
        });
  }

  private void count(PushAnswer answer) {
    switch (answer) {
      case Accepted accepted -> {
        accepted.sources().forEach(source -> metrics.records("stored").increment(source.offline()));
        accepted.views().forEach(this::count);
      }
      case Refused refused -> refused.refusal().records().forEach(this::count);
    }
  }

  private void count(ViewCount view) {
    metrics.historicRecords().increment(Math.max(0, view.offline() - view.online()));
  }

  private void count(RecordError error) {
    if (error.type() == RecordErrorType.NOT_STORED) {
      metrics.records("not_stored").increment();
    } else {
      metrics.validationErrors(error.type().name()).increment();
    }
  }
}
