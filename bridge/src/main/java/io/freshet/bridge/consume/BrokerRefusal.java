package io.freshet.bridge.consume;

import io.freshet.bridge.config.BridgeConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.InconsistentGroupProtocolException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/** Says what a Kafka client's last word means, and what to do about it. */
final class BrokerRefusal {
  private BrokerRefusal() {}

  /** One line: what, where, what to do. */
  static String explain(KafkaException failure, BridgeConfig config) {
    String group = config.group();
    String broker = config.kafka().getOrDefault("bootstrap.servers", "");
    return switch (cause(failure)) {
      case GroupAuthorizationException _ ->
          "the broker does not let us use the group %s: grant READ on it".formatted(group);
      case TopicAuthorizationException e ->
          "the broker does not let us use %s: grant READ and DESCRIBE"
              .formatted(e.unauthorizedTopics());
      case FencedInstanceIdException _ ->
          "another member of the group %s has our group.instance.id %s: each bridge needs its own"
              .formatted(group, config.kafka().getOrDefault("group.instance.id", ""));
      case InconsistentGroupProtocolException _ ->
          "the group %s is run by members with another assignor or protocol: stop those first"
              .formatted(group);
      case UnsupportedVersionException e ->
          "the broker at %s is too old for what is configured: %s"
              .formatted(broker, e.getMessage());
      case SslAuthenticationException e ->
          "no secure connection to the broker at %s: %s. Does kafka.ssl.truststore.location hold its authority's certificate?"
              .formatted(broker, detail(e));
      case AuthenticationException e ->
          "the broker at %s does not take our credentials: %s. See kafka.sasl.mechanism and kafka.sasl.jaas.config"
              .formatted(broker, e.getMessage());
      case InvalidTopicException e -> "not a topic's name: " + e.invalidTopics();
      case Throwable _ -> detail(failure);
    };
  }

  /** A plain exception of Kafka's only wraps another; any other kind says more than its cause. */
  private static Throwable cause(KafkaException failure) {
    Throwable cause = failure.getCause();
    return cause == null || failure.getClass() != KafkaException.class ? failure : cause;
  }

  private static String detail(Throwable failure) {
    Throwable cause = failure.getCause();
    return cause == null
        ? String.valueOf(failure.getMessage())
        : failure.getMessage() + ": " + cause.getMessage();
  }
}
