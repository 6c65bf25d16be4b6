package io.freshet.ingest.metrics;

import io.freshet.api.RecordErrorType;
import io.freshet.ingest.answer.PushAnswer;
import io.freshet.ingest.answer.PushAnswer.Accepted;
import io.freshet.ingest.answer.PushAnswer.Refused;
import io.freshet.ingest.answer.RecordError;
import io.freshet.ingest.journey.Call;
import io.freshet.ingest.journey.Pushes;
import io.freshet.ingest.request.PushBody;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Counts pushes and what became of their records. */
public final class MeteredPushes implements Pushes {
  private final Pushes pushes;
  private final IngestMetrics metrics;
  private final LongSupplier nanos;
  private final Timer seconds;

  public MeteredPushes(Pushes pushes, IngestMetrics metrics, LongSupplier nanos) {
    this.pushes = pushes;
    this.metrics = metrics;
    this.nanos = nanos;
    this.seconds = metrics.pushSeconds();
  }

  @Override
  public CompletableFuture<PushAnswer> push(Call call, PushBody body) {
    long begun = nanos.getAsLong();
    return pushes
        .push(call, body)
        .whenComplete((answer, bug) -> {
          seconds.record(nanos.getAsLong() - begun, TimeUnit.NANOSECONDS);
          if (bug == null) {
            count(answer);
          } else {
            metrics.requests("INTERNAL").increment();
          }
        });
  }

  private void count(PushAnswer answer) {
    switch (answer) {
      case Accepted accepted -> {
        metrics.requests("OK").increment();
        accepted.sources().forEach(source -> metrics.records("stored").increment(source.offline()));
      }
      case Refused refused -> {
        metrics.requests(refused.refusal().type().name()).increment();
        refused.refusal().records().forEach(this::count);
      }
    }
  }

  private void count(RecordError error) {
    if (error.type() == RecordErrorType.NOT_STORED) {
      metrics.records("not_stored").increment();
    } else {
      metrics.validationErrors(error.type().name()).increment();
    }
  }
}
