package io.freshet.bridge.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Everything in {@code bridge.yaml}.
 *
 * @param kafka properties of the consumer, as the user wrote them
 */
public record BridgeConfig(
    Map<String, String> kafka,
    IngestConfig ingest,
    Optional<RegistryConfig> schemaRegistry,
    DeliveryConfig delivery,
    DeadLetterConfig deadLetters,
    AdminConfig admin,
    List<TopicConfig> topics) {

  /** The same with other dead letters. */
  public BridgeConfig with(DeadLetterConfig others) {
    return new BridgeConfig(kafka, ingest, schemaRegistry, delivery, others, admin, topics);
  }

  /** Every push source that a route names. */
  public Set<String> pushSources() {
    return topics.stream()
        .flatMap(topic -> topic.routes().stream())
        .map(RouteConfig::pushSource)
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The consumer group. */
  public String group() {
    return kafka.getOrDefault("group.id", "");
  }
}
