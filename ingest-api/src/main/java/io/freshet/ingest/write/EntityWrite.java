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

  private record Pending(int place, Row row, CompletableFuture<Outcome> outcome) {}

  private record Remembered(int place, Row row, CompletableFuture<Outcome> outcome) {}

  EntityWrite(WriteTables tables, long now) {
    this.tables = tables;
    this.now = now;
  }

  CompletableFuture<Outcome> add(Row row) {
    var outcome = new CompletableFuture<Outcome>();
    pending.add(new Pending(pending.size(), row, outcome));
    return outcome;
  }

  /** Completes when every outcome is known. */
  CompletableFuture<Void> start() {
    List<CompletableFuture<Optional<Remembered>>> remembered =
        pending.stream().map(this::remember).toList();
    return CompletableFuture.allOf(remembered.toArray(CompletableFuture[]::new))
        .thenCompose(
            _ -> putOnline(remembered.stream().flatMap(done -> done.join().stream()).toList()))
        .exceptionally(this::giveUp);
  }

  private CompletableFuture<Optional<Remembered>> remember(Pending write) {
    Row row = write.row();
    if (row.view().view().history() instanceof History.None) {
      return CompletableFuture.completedFuture(
          Optional.of(new Remembered(write.place(), row, write.outcome())));
    }
    return tables
        .remember(row)
        .thenApply(ingested ->
            Optional.of(new Remembered(write.place(), row.ingestedAt(ingested), write.outcome())))
        .exceptionally(failure -> {
          write.outcome().complete(notStored(failure));
          return Optional.empty();
        });
  }

  private CompletableFuture<Void> putOnline(List<Remembered> remembered) {
    Optional<Remembered> greatest =
        remembered.stream()
            .filter(done -> !done.row().expiredAt(now))
            .max(Comparator.comparing(done -> done.row().version()));
    if (greatest.isEmpty()) {
      remembered.forEach(done -> done.outcome().complete(new Historic()));
      return CompletableFuture.completedFuture(null);
    }
    return tables
        .offer(greatest.get().row())
        .thenAccept(offered -> settle(remembered, greatest.get(), offered))
        .exceptionally(failure -> {
          remembered.forEach(done -> done.outcome().complete(notStored(failure)));
          return null;
        });
  }

  /** Of identical rows in one request only the offered one counts: repeats are historic. */
  private static void settle(List<Remembered> remembered, Remembered greatest, Offered offered) {
    for (Remembered done : remembered) {
      boolean online = done.place() == greatest.place() && offered == Offered.STORED;
      done.outcome().complete(online ? new Online() : new Historic());
    }
  }

  /** A bug must not leave a caller without an answer. */
  private Void giveUp(Throwable bug) {
    pending.forEach(write -> write.outcome().complete(notStored(bug)));
    throw new CompletionException(bug);
  }

  private static Outcome notStored(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    return new NotStored(
        cause instanceof StoreException known ? known.kind() : StoreException.Kind.UNAVAILABLE);
  }
}
