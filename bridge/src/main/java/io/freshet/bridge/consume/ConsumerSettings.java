package io.freshet.bridge.consume;

import io.freshet.bridge.config.BridgeConfig;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;

/** The user's properties, those the guarantee needs, and defaults for what the user left out. */
final class ConsumerSettings {
  private static final long LEAST_FETCH = 1 << 20;

  private ConsumerSettings() {}

  static Map<String, Object> of(BridgeConfig config) {
    Map<String, String> own = config.kafka();
    Map<String, Object> properties = new HashMap<>(own);
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    properties.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.putIfAbsent(ConsumerConfig.CLIENT_ID_CONFIG, "freshet-bridge");
    properties.putIfAbsent(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, Long.toString(fetch(config)));
    if (!"consumer".equalsIgnoreCase(own.get(ConsumerConfig.GROUP_PROTOCOL_CONFIG))) {
      properties.putIfAbsent(
          ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
          CooperativeStickyAssignor.class.getName());
    }
    return properties;
  }

  /** What the client holds on its own account, in front of our buffer; its default is 50 MB. */
  private static long fetch(BridgeConfig config) {
    return Math.max(LEAST_FETCH, config.delivery().bufferBytes() / 4);
  }
}
