package io.freshet.bridge.config;

import java.util.List;

/** One topic and what becomes of its events. */
public record TopicConfig(
    String topic, DecodingConfig decoding, Tombstones onTombstone, List<RouteConfig> routes) {

  /** What a message without a value means. */
  public enum Tombstones {
    SKIP,
    DEAD_LETTER
  }
}
