package io.freshet.ingest.write;

import io.freshet.ingest.write.Outcome.Historic;
import io.freshet.ingest.write.Outcome.NotStored;
import io.freshet.ingest.write.Outcome.Online;
import io.freshet.ingest.write.WriteTables.Offered;
import io.freshet.schema.History;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The rows of one entity in one request. Every row goes to the history first and takes over the
 * ingestion time found there; then the greatest version is offered online. A row counts as stored
 * when its own history write and the online write are done.
 */
final class EntityWrite {
  private final WriteTables tables;
  private final long now;
  private final List<Pending> pending = new ArrayList<>(1);

  private record Pending(Row row, CompletableFuture<Outcome> outcome) {}

  private record Remembered(Row row, CompletableFuture<Outcome> outcome) {}

  EntityWrite(WriteTables tables, long now) {
    this.tables = tables;
    this.now = now;
  }

  CompletableFuture<Outcome> add(Row row) {
    var outcome = new CompletableFuture<Outcome>();
    pending.add(new Pending(row, outcome));
    return outcome;
  }

  void start() {
    List<CompletableFuture<Optional<Remembered>>> remembered =
        pending.stream().map(this::remember).toList();
    CompletableFuture.allOf(remembered.toArray(CompletableFuture[]::new))
        .thenRun(
            () -> putOnline(remembered.stream().flatMap(done -> done.join().stream()).toList()))
        .exceptionally(this::giveUp);
  }

  private CompletableFuture<Optional<Remembered>> remember(Pending write) {
    Row row = write.row();
    if (row.view().view().history() instanceof History.None) {
      return CompletableFuture.completedFuture(
          Optional.of(new Remembered(row, write.outcome())));
    }
    return tables
        .remember(row)
        .thenApply(
            ingested -> Optional.of(new Remembered(row.ingestedAt(ingested), write.outcome())))
        .exceptionally(
            failure -> {
              write.outcome().complete(notStored(failure));
              return Optional.empty();
            });
  }

  private void putOnline(List<Remembered> remembered) {
    Optional<Row> greatest =
        remembered.stream()
            .map(Remembered::row)
            .filter(row -> !row.expiredAt(now))
            .max(Comparator.comparing(Row::version));
    if (greatest.isEmpty()) {
      remembered.forEach(done -> done.outcome().complete(new Historic()));
      return;
    }
    tables
        .offer(greatest.get())
        .whenComplete(
            (offered, failure) -> {
              for (Remembered done : remembered) {
                done.outcome()
                    .complete(
                        failure != null
                            ? notStored(failure)
                            : outcome(done.row(), greatest.get(), offered));
              }
            });
  }

  /** A bug must not leave a caller without an answer. */
  private Void giveUp(Throwable bug) {
    pending.forEach(write -> write.outcome().complete(notStored(bug)));
    throw new CompletionException(bug);
  }

  /** Of two equal rows in one request, the identical one counts: repeats are historic. */
  private static Outcome outcome(Row row, Row greatest, Offered offered) {
    return row == greatest && offered == Offered.STORED ? new Online() : new Historic();
  }

  private static Outcome notStored(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return new NotStored(
        cause instanceof StoreException known ? known.kind() : StoreException.Kind.UNAVAILABLE);
  }
}
