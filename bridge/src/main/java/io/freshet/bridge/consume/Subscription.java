package io.freshet.bridge.consume;

import io.freshet.bridge.config.BridgeConfig;
import io.freshet.bridge.config.TopicConfig;
import io.freshet.bridge.config.TopicName;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;

/**
 * The topics of a configuration: by name, or, as soon as one entry is a pattern, by one pattern for
 * all. A pattern never takes in Kafka's own topics nor the dead-letter topic, which would feed on
 * itself.
 */
final class Subscription {
  private final List<TopicName> names;
  private final String deadLetters;

  Subscription(BridgeConfig config) {
    this.names = config.topics().stream().map(TopicConfig::name).toList();
    this.deadLetters = config.deadLetters().topic();
  }

  void begin(Consumer<?, ?> consumer, ConsumerRebalanceListener listener) {
    if (names.stream().allMatch(TopicName.Exactly.class::isInstance)) {
      consumer.subscribe(names.stream().map(TopicName::text).toList(), listener);
    } else {
      consumer.subscribe(pattern(), listener);
    }
  }

  /** What the whole name of a topic must match. */
  Pattern pattern() {
    return Pattern.compile(names.stream().map(this::regex).collect(Collectors.joining("|")));
  }

  private String regex(TopicName name) {
    return switch (name) {
      case TopicName.Exactly(String topic) -> Pattern.quote(topic);
      case TopicName.Matching(Pattern pattern) ->
          "(?!__)(?!" + Pattern.quote(deadLetters) + "$)(?:" + pattern.pattern() + ")";
    };
  }
}
