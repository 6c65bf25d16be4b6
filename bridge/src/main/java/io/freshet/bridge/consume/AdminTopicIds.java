package io.freshet.bridge.consume;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks the broker. The consumer knows the ids too, and tells them to nobody. */
final class AdminTopicIds implements TopicIds {
  private final Admin admin;

  AdminTopicIds(Map<String, Object> properties) {
    this.admin = Admin.create(properties);
  }

  @Override
  public CompletableFuture<Map<String, Uuid>> of(Set<String> topics) {
    Map<String, Uuid> ids = new ConcurrentHashMap<>();
    CompletableFuture<?>[] answers =
        admin.describeTopics(topics).topicNameValues().entrySet().stream()
            .map(topic -> noted(topic.getKey(), topic.getValue(), ids))
            .toArray(CompletableFuture[]::new);
    return CompletableFuture.allOf(answers).thenApply(_ -> ids);
  }

  /** Whether the topic is there; then its id is noted. */
  private static CompletableFuture<Boolean> noted(
      String topic, KafkaFuture<TopicDescription> answer, Map<String, Uuid> ids) {
    return answer
        .toCompletionStage()
        .handle((description, failure) -> {
          if (failure == null) {
            ids.put(topic, description.topicId());
          } else if (!(failure instanceof UnknownTopicOrPartitionException)) {
            throw new CompletionException(failure);
          }
          return failure == null;
        })
        .toCompletableFuture();
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
