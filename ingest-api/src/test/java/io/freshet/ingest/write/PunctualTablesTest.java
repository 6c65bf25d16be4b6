package io.freshet.ingest.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.ingest.Samples;
import io.freshet.ingest.admit.Deadline;
import io.freshet.ingest.plan.SourcePlan;
import io.freshet.ingest.plan.Values;
import io.freshet.ingest.request.PushedRecord;
import io.freshet.ingest.write.StoreException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PunctualTablesTest {
  private final AtomicLong nanos = new AtomicLong();
  private final Deadline deadline = Deadline.after(Duration.ofSeconds(1), 0, nanos::get);
  private final List<String> begun = new ArrayList<>();
  private final CompletableFuture<Long> history = new CompletableFuture<>();
  private final WriteTables tables =
      new WriteTables() {
        @Override
        public CompletableFuture<Long> remember(Row row) {
          begun.add("history");
          return history;
        }

        @Override
        public CompletableFuture<Offered> offer(Row row) {
          begun.add("online");
          return CompletableFuture.completedFuture(Offered.STORED);
        }
      };

  @Test
  void nothingIsBegunWhenTheDeadlineIsOver() {
    over();
    assertThat(write()).isCompletedWithValue(List.of(new Outcome.NotStored(Kind.TOO_LATE)));
    assertThat(begun).isEmpty();
  }

  @Test
  void theOnlineWriteIsNotBegunWhenTheHistoryTookTooLong() {
    CompletableFuture<List<Outcome>> outcomes = write();
    over();
    history.complete(1L);
    assertThat(outcomes).isCompletedWithValue(List.of(new Outcome.NotStored(Kind.TOO_LATE)));
    assertThat(begun).containsExactly("history");
  }

  @Test
  void aWriteThatIsGivenUpAtTheDeadlineIsTooLateAndNotTheStoresFault() {
    CompletableFuture<List<Outcome>> outcomes = write();
    over();
    history.completeExceptionally(new StoreException(Kind.UNAVAILABLE, "gave up"));
    assertThat(outcomes).isCompletedWithValue(List.of(new Outcome.NotStored(Kind.TOO_LATE)));
  }

  @Test
  void whatIsInTimeIsWritten() {
    CompletableFuture<List<Outcome>> outcomes = write();
    history.complete(1L);
    assertThat(outcomes).isCompletedWithValue(List.of(new Outcome.Online()));
  }

  private void over() {
    nanos.set(Duration.ofSeconds(1).toNanos());
  }

  private CompletableFuture<List<Outcome>> write() {
    SourcePlan plan = Samples.plan();
    var values = new Values(plan.fields());
    values.set(plan.fields().position("user_id"), "u");
    values.set(plan.fields().position("amount"), 1.0);
    values.set(plan.fields().position("event_time"), Samples.NOW);
    var pushed = new PushedRecord(plan, 0, values, OptionalLong.empty(), Optional.empty(), false);
    return new RowWriter(tables, () -> Samples.NOW)
        .write(List.of(Rows.of(pushed, 1).getFirst()), deadline);
  }
}
