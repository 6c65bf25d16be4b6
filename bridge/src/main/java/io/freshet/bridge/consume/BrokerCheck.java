package io.freshet.bridge.consume;

import io.freshet.bridge.config.BridgeConfig;
import io.freshet.bridge.config.TopicConfig;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks, before consuming, whether the broker answers and the dead-letter topic is there. */
public final class BrokerCheck {
  private static final Logger LOG = LoggerFactory.getLogger(BrokerCheck.class);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long ATTEMPT_SECONDS = 5;

  private final BridgeConfig config;

  public BrokerCheck(BridgeConfig config) {
    this.config = config;
  }

  /**
   * Waits for the broker, a minute at most: a sidecar starts before the broker beside it. Then
   * makes the dead-letter topic, where it is missing.
   *
   * @throws BrokerFailure when the broker does not answer or refuses
   */
  public void awaitBroker() throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    Admin admin = Admin.create(AdminSettings.of(config));
    try {
      Optional<Set<String>> topics = topics(admin);
      while (topics.isEmpty() && System.nanoTime() < deadline) {
        LOG.warn("no broker answers at {}, still trying", servers());
        topics = topics(admin);
      }
      if (topics.isEmpty()) {
        throw new BrokerFailure(
            "no broker answers at %s after %d s: is kafka.bootstrap.servers right, does the listener speak kafka.security.protocol, and is Kafka up?"
                .formatted(servers(), PATIENCE.toSeconds()));
      }
      checkTopics(admin, topics.get());
    } finally {
      admin.close(Duration.ZERO); // a plain close would wait for calls that nobody answers
    }
  }

  private Optional<Set<String>> topics(Admin admin) throws InterruptedException {
    try {
      return Optional.of(admin.listTopics().names().get(ATTEMPT_SECONDS, TimeUnit.SECONDS));
    } catch (TimeoutException _) {
      return Optional.empty();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof org.apache.kafka.common.errors.TimeoutException) {
        return Optional.empty();
      }
      if (e.getCause() instanceof KafkaException refusal) {
        throw new BrokerFailure(refusal, config);
      }
      throw new BrokerFailure(
          "the broker at %s refuses: %s".formatted(servers(), e.getMessage()), e);
    }
  }

  private void checkTopics(Admin admin, Set<String> existing) throws InterruptedException {
    config.topics().stream()
        .map(TopicConfig::name)
        .filter(name -> existing.stream().noneMatch(name::matches))
        .forEach(name -> LOG.warn("the topic {} does not exist (yet)", name.text()));
    new DeadLetterCheck(config).check(admin, existing);
  }

  private String servers() {
    return config.kafka().getOrDefault("bootstrap.servers", "");
  }
}
