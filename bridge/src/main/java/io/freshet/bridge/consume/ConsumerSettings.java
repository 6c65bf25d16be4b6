package io.freshet.bridge.consume;

import io.freshet.bridge.config.BridgeConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;

/** The user's properties, those the guarantee needs, and defaults for what the user left out. */
final class ConsumerSettings {
  private static final Set<String> MEMBERSHIP =
      Set.of(
          ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
          ConsumerConfig.GROUP_PROTOCOL_CONFIG,
          ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
          ConsumerConfig.GROUP_REMOTE_ASSIGNOR_CONFIG,
          ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
          ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG);

  private static final long LEAST_FETCH = 1 << 20;

  /**
   * A broker has one fetch of ours at a time, of the partitions of which nothing lies around here.
   * What a poll leaves of a partition keeps it out of the next fetch, which may then be one of
   * partitions at their ends alone and wait for half a second. So a poll takes all of a fetch of
   * one partition, and that is little, for each of many may lie around.
   */
  private static final String PARTITION_FETCH = Integer.toString(128 << 10);

  private static final String POLL_RECORDS = "2000";
  private static final Duration LONGEST_METADATA_AGE = Duration.ofMinutes(1);

  private ConsumerSettings() {}

  static Map<String, Object> of(BridgeConfig config) {
    Map<String, String> own = config.kafka();
    Map<String, Object> properties = new HashMap<>(own);
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.putIfAbsent(ConsumerConfig.CLIENT_ID_CONFIG, "freshet-bridge");
    // A topic that somebody has deleted must not come back because we still ask for it.
    properties.putIfAbsent(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    properties.putIfAbsent(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, PARTITION_FETCH);
    properties.putIfAbsent(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS);
    properties.putIfAbsent(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, Long.toString(fetch(config)));
    if (!"consumer".equalsIgnoreCase(own.get(ConsumerConfig.GROUP_PROTOCOL_CONFIG))) {
      properties.putIfAbsent(
          ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
          CooperativeStickyAssignor.class.getName());
    }
    return properties;
  }

  /** For reading dead letters by hand: a group that only keeps offsets, and no member of it. */
  static Map<String, Object> ofLetters(BridgeConfig config, String group) {
    Map<String, Object> properties = of(config);
    properties.keySet().removeIf(MEMBERSHIP::contains);
    properties.put(ConsumerConfig.GROUP_ID_CONFIG, group);
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    properties.put(ConsumerConfig.CLIENT_ID_CONFIG, "freshet-redrive");
    return properties;
  }

  /**
   * How old what is known of the cluster may be: what the client is told, but a minute at most,
   * where its own default is five.
   */
  static Duration metadataAge(BridgeConfig config) {
    String millis = config.kafka().get(ConsumerConfig.METADATA_MAX_AGE_CONFIG);
    return millis == null
        ? LONGEST_METADATA_AGE
        : Duration.ofMillis(Math.min(Long.parseLong(millis), LONGEST_METADATA_AGE.toMillis()));
  }

  /** What the client holds on its own account, in front of our buffer; its default is 50 MB. */
  private static long fetch(BridgeConfig config) {
    return Math.max(LEAST_FETCH, config.delivery().bufferBytes() / 4);
  }
}
