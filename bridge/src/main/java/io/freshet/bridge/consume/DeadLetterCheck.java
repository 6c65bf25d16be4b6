package io.freshet.bridge.consume;

import io.freshet.bridge.config.BridgeConfig;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks whether dead letters can be kept, before there are any. */
final class DeadLetterCheck {
  private static final Logger LOG = LoggerFactory.getLogger(DeadLetterCheck.class);
  private static final Duration LONG_ENOUGH = Duration.ofDays(30);
  private static final long PATIENCE_SECONDS = 10;

  /** Our headers and the message's own frame. */
  private static final int ROOM_FOR_HEADERS = 4_096;

  private final BridgeConfig config;

  DeadLetterCheck(BridgeConfig config) {
    this.config = config;
  }

  /** Makes the topic where it is missing, and warns of what will hurt one day. */
  void check(Admin admin, Set<String> existing) throws InterruptedException {
    String name = config.deadLetters().topic();
    List<String> sources =
        existing.stream()
            .filter(topic -> config.topics().stream().anyMatch(of -> of.name().matches(topic)))
            .filter(topic -> !topic.equals(name))
            .toList();
    try {
      Map<String, Config> configs = describe(admin, sources);
      if (!existing.contains(name)) {
        create(admin, name, configs.values());
        return;
      }
      Config own = describe(admin, List.of(name)).getOrDefault(name, new Config(Set.of()));
      retention(name, own).ifPresent(LOG::warn);
      configs.forEach((source, theirs) -> tooSmall(name, own, source, theirs).ifPresent(LOG::warn));
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn(
          "the settings of the dead-letter topic {} cannot be checked: {}", name, e.getMessage());
    }
  }

  /** A letter is larger than its message, by what our headers say. */
  private void create(Admin admin, String name, Collection<Config> sources)
      throws InterruptedException {
    Map<String, String> settings = new HashMap<>();
    settings.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(LONG_ENOUGH.toMillis()));
    sources.stream()
        .mapToLong(theirs -> number(theirs, TopicConfig.MAX_MESSAGE_BYTES_CONFIG))
        .max()
        .ifPresent(largest ->
            settings.put(
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Long.toString(largest + ROOM_FOR_HEADERS)));
    var topic = new NewTopic(name, Optional.of(1), Optional.empty()).configs(settings);
    try {
      admin.createTopics(Set.of(topic)).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      LOG.info("created the dead-letter topic {} (1 partition, kept for 30 days)", name);
    } catch (ExecutionException | TimeoutException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new BrokerFailure(
            "the dead-letter topic %s does not exist and cannot be created: %s. Create it, or grant CREATE on it"
                .formatted(name, e.getMessage()),
            e);
      }
    }
  }

  private static Map<String, Config> describe(Admin admin, List<String> topics)
      throws InterruptedException, ExecutionException, TimeoutException {
    List<ConfigResource> resources =
        topics.stream().map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic)).toList();
    Map<String, Config> configs = new HashMap<>();
    admin
        .describeConfigs(resources)
        .all()
        .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .forEach((resource, described) -> configs.put(resource.name(), described));
    return configs;
  }

  private static Optional<String> retention(String name, Config own) {
    if (value(own, TopicConfig.CLEANUP_POLICY_CONFIG).contains("compact")) {
      return Optional.of(
          "the dead-letter topic %s is compacted: letters with the same key replace each other. Set cleanup.policy=delete"
              .formatted(name));
    }
    long millis = number(own, TopicConfig.RETENTION_MS_CONFIG);
    return millis >= 0 && millis < LONG_ENOUGH.toMillis()
        ? Optional.of(
            "the dead-letter topic %s keeps letters for %s only: raise its retention.ms to 30 days or more"
                .formatted(name, Duration.ofMillis(millis)))
        : Optional.empty();
  }

  private static Optional<String> tooSmall(String name, Config own, String source, Config theirs) {
    long needed = number(theirs, TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
    return number(own, TopicConfig.MAX_MESSAGE_BYTES_CONFIG) < needed
        ? Optional.of(
            "the dead-letter topic %s may be too small for the largest messages of %s: raise its max.message.bytes to %d"
                .formatted(name, source, needed + ROOM_FOR_HEADERS))
        : Optional.empty();
  }

  private static long number(Config config, String name) {
    String value = value(config, name);
    return value.isEmpty() ? -1 : Long.parseLong(value);
  }

  private static String value(Config config, String name) {
    ConfigEntry entry = config.get(name);
    return entry == null || entry.value() == null ? "" : entry.value();
  }
}
