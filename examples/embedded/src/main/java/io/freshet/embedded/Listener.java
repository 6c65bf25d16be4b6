package io.freshet.embedded;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One listener of a broker.
 *
 * @param name in upper case
 * @param protocol Kafka's security protocol
 * @param address host:port
 * @param properties of this listener only
 */
record Listener(String name, String protocol, String address, Map<String, String> properties) {

  static Listener plaintext(String name, String address) {
    return new Listener(name, "PLAINTEXT", address, Map.of());
  }

  String url() {
    return name + "://" + address;
  }

  String nameAndProtocol() {
    return name + ":" + protocol;
  }

  Map<String, String> prefixed() {
    String prefix = "listener.name." + name.toLowerCase(Locale.ROOT) + ".";
    return properties.entrySet().stream()
        .collect(Collectors.toMap(entry -> prefix + entry.getKey(), Map.Entry::getValue));
  }
}
