package io.freshet.bridge.map;

import io.freshet.bridge.config.TopicName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The compiled mappings of all topics. */
public final class TopicMappings {
  private static final Logger LOG = LoggerFactory.getLogger(TopicMappings.class);

  private final List<TopicMapping> mappings;
  private final Map<String, Optional<TopicMapping>> found = new ConcurrentHashMap<>();

  TopicMappings(List<TopicMapping> mappings) {
    this.mappings = List.copyOf(mappings);
  }

  /**
   * The mapping of a topic: the one of its name, or else the first whose pattern matches it, with a
   * warning, once, where another one matches too. Asked for each record.
   */
  public Optional<TopicMapping> of(String topic) {
    return found.computeIfAbsent(topic, this::find);
  }

  private Optional<TopicMapping> find(String topic) {
    List<TopicMapping> matching =
        mappings.stream().filter(mapping -> mapping.config().name().matches(topic)).toList();
    Optional<TopicMapping> named =
        matching.stream()
            .filter(mapping -> mapping.config().name() instanceof TopicName.Exactly)
            .findFirst();
    if (named.isEmpty() && matching.size() > 1) {
      LOG.warn(
          "the topic {} matches the patterns {} and {}: the first has it",
          topic,
          matching.get(0).config().name().text(),
          matching.get(1).config().name().text());
    }
    return named.or(() -> matching.stream().findFirst());
  }

  /** All of them, in the order of the file. */
  public List<TopicMapping> all() {
    return mappings;
  }
}
