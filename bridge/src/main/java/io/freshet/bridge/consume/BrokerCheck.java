package io.freshet.bridge.consume;

import io.freshet.bridge.config.BridgeConfig;
import io.freshet.bridge.config.TopicConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks, before consuming, whether the broker answers and the dead-letter topic is there. */
public final class BrokerCheck {
  private static final Logger LOG = LoggerFactory.getLogger(BrokerCheck.class);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long ATTEMPT_SECONDS = 5;
  private static final String RETENTION_OF_DEAD_LETTERS =
      Long.toString(Duration.ofDays(30).toMillis());

  private final BridgeConfig config;

  public BrokerCheck(BridgeConfig config) {
    this.config = config;
  }

  /**
   * Waits for the broker, a minute at most: a sidecar starts before the broker beside it. Then
   * makes the dead-letter topic, where it is missing.
   *
   * @throws KafkaException when the broker does not answer or refuses
   */
  public void awaitBroker() throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Admin admin = Admin.create(properties());
    try {
      Optional<Set<String>> topics = topics(admin);
      while (topics.isEmpty() && System.nanoTime() < deadline) {
        LOG.warn("no broker answers at {}, still trying", servers());
        topics = topics(admin);
      }
      if (topics.isEmpty()) {
        throw new KafkaException(
            "no broker answers at %s after %d s: is kafka.bootstrap.servers right, and Kafka up?"
                .formatted(servers(), PATIENCE.toSeconds()));
      }
      checkTopics(admin, topics.get());
    } finally {
      admin.close(Duration.ZERO); // a plain close would wait for calls that nobody answers
    }
  }

  private static Optional<Set<String>> topics(Admin admin) throws InterruptedException {
    try {
      return Optional.of(admin.listTopics().names().get(ATTEMPT_SECONDS, TimeUnit.SECONDS));
    } catch (TimeoutException _) {
      return Optional.empty();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof org.apache.kafka.common.errors.TimeoutException) {
        return Optional.empty();
      }
      throw new KafkaException("the broker refuses: " + e.getMessage(), e.getCause());
    }
  }

  private void checkTopics(Admin admin, Set<String> existing) throws InterruptedException {
    config.topics().stream()
        .map(TopicConfig::name)
        .filter(name -> existing.stream().noneMatch(name::matches))
        .forEach(name -> LOG.warn("the topic {} does not exist (yet)", name.text()));
    if (!existing.contains(config.deadLetters().topic())) {
      createDeadLetterTopic(admin);
    }
  }

  private void createDeadLetterTopic(Admin admin) throws InterruptedException {
    String name = config.deadLetters().topic();
    var topic =
        new NewTopic(name, Optional.of(1), Optional.empty())
            .configs(Map.of("retention.ms", RETENTION_OF_DEAD_LETTERS));
    try {
      admin.createTopics(Set.of(topic)).all().get();
      LOG.info("created the dead-letter topic {} (1 partition, kept for 30 days)", name);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new KafkaException(
            "the dead-letter topic %s does not exist and cannot be created: %s"
                .formatted(name, e.getMessage()),
            e.getCause());
      }
    }
  }

  private String servers() {
    return config.kafka().getOrDefault("bootstrap.servers", "");
  }

  private Map<String, Object> properties() {
    Map<String, Object> properties = new HashMap<>();
    config
        .kafka()
        .forEach((name, value) -> {
          if (AdminClientConfig.configNames().contains(name)) {
            properties.put(name, value);
          }
        });
    return properties;
  }
}
