package io.freshet.ingest.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.ingest.Samples;
import io.freshet.ingest.plan.SourcePlan;
import io.freshet.ingest.plan.Values;
import io.freshet.ingest.request.PushedRecord;
import io.freshet.ingest.write.StoreException.Kind;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RowWriterTest {
  private final CompletableFuture<Long> remembered = new CompletableFuture<>();
  private boolean offered;
  private final WriteTables tables =
      new WriteTables() {
        @Override
        public CompletableFuture<Long> remember(Row row) {
          return remembered;
        }

        @Override
        public CompletableFuture<Offered> offer(Row row) {
          offered = true;
          return CompletableFuture.completedFuture(Offered.STORED);
        }
      };
  private final CompletableFuture<List<Outcome>> outcomes =
      new RowWriter(tables, () -> Samples.NOW).write(List.of(row()), Samples.UNHURRIED);

  @Test
  void nothingIsOnlineOrAnsweredBeforeTheHistoryIsWritten() {
    assertThat(offered).isFalse();
    assertThat(outcomes).isNotDone();
    remembered.complete(1L);
    assertThat(offered).isTrue();
    assertThat(outcomes).isCompletedWithValue(List.of(new Outcome.Online()));
  }

  @Test
  void whatIsNotInTheHistoryIsNotPutOnline() {
    remembered.completeExceptionally(new StoreException(Kind.THROTTLED, "told to fail"));
    assertThat(offered).isFalse();
    assertThat(outcomes).isCompletedWithValue(List.of(new Outcome.NotStored(Kind.THROTTLED)));
  }

  private static Row row() {
    SourcePlan plan = Samples.plan();
    var values = new Values(plan.fields());
    values.set(plan.fields().position("user_id"), "u");
    values.set(plan.fields().position("amount"), 1.0);
    values.set(plan.fields().position("event_time"), Samples.NOW);
    var pushed = new PushedRecord(plan, 0, values, OptionalLong.empty(), Optional.empty(), false);
    return Rows.of(pushed, 1).getFirst();
  }
}
