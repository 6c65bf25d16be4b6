package io.freshet.ingest.trace;

import static io.opentelemetry.api.common.AttributeKey.longKey;

import io.freshet.ingest.admit.Deadline;
import io.freshet.ingest.write.Outcome;
import io.freshet.ingest.write.Outcome.Historic;
import io.freshet.ingest.write.Outcome.NotStored;
import io.freshet.ingest.write.Outcome.Online;
import io.freshet.ingest.write.Row;
import io.freshet.ingest.write.StoreException;
import io.freshet.ingest.write.Writes;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A span for what the store takes of a request's time, below the request's own. */
final class TracedWrites implements Writes {
  private static final AttributeKey<Long> ROWS = longKey("freshet.rows");
  private static final AttributeKey<Long> ONLINE = longKey("freshet.rows.online");
  private static final AttributeKey<Long> HISTORIC = longKey("freshet.rows.historic");
  private static final AttributeKey<Long> NOT_STORED = longKey("freshet.rows.not_stored");

  private final Writes writes;
  private final Tracer tracer;
  private final Context parent;

  TracedWrites(Writes writes, Tracer tracer, Context parent) {
    this.writes = writes;
    this.tracer = tracer;
    this.parent = parent;
  }

  @Override
  public CompletableFuture<List<Outcome>> write(List<Row> rows, Deadline deadline) {
    Span span =
        tracer
            .spanBuilder("write history+online")
            .setParent(parent)
            .setAttribute(ROWS, (long) rows.size())
            .startSpan();
    return writes
        .write(rows, deadline)
        .whenComplete((outcomes, bug) -> {
          if (bug == null) {
            describe(span, outcomes);
          } else {
            span.setStatus(StatusCode.ERROR, "a bug; see the log");
          }
          span.end();
        });
  }

  private static void describe(Span span, List<Outcome> outcomes) {
    span.setAttribute(ONLINE, count(outcomes, Online.class));
    span.setAttribute(HISTORIC, count(outcomes, Historic.class));
    span.setAttribute(NOT_STORED, count(outcomes, NotStored.class));
    for (Outcome outcome : outcomes) {
      if (outcome instanceof NotStored(StoreException.Kind kind)) {
        span.setStatus(StatusCode.ERROR, kind.name());
      }
    }
  }

  private static long count(List<Outcome> outcomes, Class<? extends Outcome> kind) {
    return outcomes.stream().filter(kind::isInstance).count();
  }
}
