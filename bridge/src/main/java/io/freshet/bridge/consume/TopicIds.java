package io.freshet.bridge.consume;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InterruptException;

/** Tells a topic from another one that was made under its name later. */
interface TopicIds extends AutoCloseable {

  /**
   * The ids of those topics that are there, at a moment after the call; {@link Uuid#ZERO_UUID} from
   * a broker that gives none. Fails where the broker does not answer.
   */
  CompletableFuture<Map<String, Uuid>> of(Set<String> topics);

  /** The same, waited for. */
  default Map<String, Uuid> now(Set<String> topics, Duration patience)
      throws ExecutionException, TimeoutException {
    try {
      return of(topics).get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw new InterruptException(e); // as the clients do
    }
  }

  @Override
  void close();
}
