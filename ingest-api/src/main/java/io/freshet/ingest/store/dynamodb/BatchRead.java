package io.freshet.ingest.store.dynamodb;

import io.freshet.ingest.plan.ViewPlan;
import io.freshet.ingest.read.ReadTables.Consistency;
import io.freshet.ingest.read.StoredRow;
import io.freshet.ingest.store.dynamodb.call.Calls;
import io.freshet.ingest.write.StoreException;
import io.freshet.ingest.write.StoreException.Kind;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * One batch of keys. What DynamoDB leaves unprocessed is asked for again, and is never taken for a
 * row that does not exist: where it stays unprocessed, the whole read fails. An answer that leaves
 * fewer keys than were asked for is progress (DynamoDB answers at most 16 MB at a time), and is not
 * held against the store.
 */
final class BatchRead {
  private static final int ATTEMPTS_WITHOUT_PROGRESS = 5;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(25);

  private final Calls calls;
  private final String table;
  private final ViewPlan view;
  private final Consistency consistency;
  private final Pause pause;
  private final CallTime time;
  private final Map<String, StoredRow> rows = new HashMap<>();

  BatchRead(
      Calls calls,
      String table,
      ViewPlan view,
      Consistency consistency,
      Pause pause,
      CallTime time) {
    this.calls = calls;
    this.table = table;
    this.view = view;
    this.consistency = consistency;
    this.pause = pause;
    this.time = time;
  }

  CompletableFuture<Map<String, StoredRow>> read(Set<String> keys) {
    return attempt(keys, 0)
        .handle((_, failure) -> {
          if (failure != null) {
            throw Failures.of(failure);
          }
          return rows;
        });
  }

  private CompletableFuture<Void> attempt(Collection<String> wanted, int inVain) {
    return calls
        .call("BatchGetItem", GetRequest.of(table, wanted, consistency), time.begin())
        .thenCompose(answer -> {
          GetAnswer got = GetAnswer.of(answer.body());
          got.items().forEach(item -> rows.put(ItemReader.key(item), ItemReader.row(item, view)));
          List<String> left = got.unprocessed();
          return left.isEmpty()
              ? CompletableFuture.completedFuture(null)
              : again(left, left.size() < wanted.size() ? 0 : inVain + 1);
        });
  }

  private CompletableFuture<Void> again(List<String> left, int inVain) {
    if (inVain == ATTEMPTS_WITHOUT_PROGRESS) {
      return CompletableFuture.failedFuture(
          new StoreException(
              Kind.UNAVAILABLE,
              "DynamoDB leaves " + left.size() + " keys unprocessed, again and again"));
    }
    return pause
        .upTo(FIRST_PAUSE.multipliedBy(1L << inVain))
        .thenCompose(_ -> attempt(left, inVain));
  }
}
