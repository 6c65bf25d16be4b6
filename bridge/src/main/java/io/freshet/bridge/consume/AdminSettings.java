package io.freshet.bridge.consume;

import io.freshet.bridge.config.BridgeConfig;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** What of the user's consumer properties an admin client knows: the connection's, above all. */
final class AdminSettings {
  private AdminSettings() {}

  static Map<String, Object> of(BridgeConfig config) {
    Map<String, Object> properties = new HashMap<>(config.kafka());
    properties.keySet().retainAll(AdminClientConfig.configNames());
    return properties;
  }
}
