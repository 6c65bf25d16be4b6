package io.freshet.bridge.config;

import io.freshet.yaml.Place;
import java.util.List;

/**
 * One topic, or all that a pattern matches, and what becomes of the events.
 *
 * @param place of the topic's name
 */
public record TopicConfig(
    TopicName name,
    DecodingConfig decoding,
    Tombstones onTombstone,
    List<RouteConfig> routes,
    Place place) {

  public TopicConfig {
    routes = List.copyOf(routes);
  }

  /** What a message without a value means. */
  public enum Tombstones {
    /** Nothing. */
    SKIP,
    /** The entity is gone: the key says which, the message's timestamp when. */
    DELETE,
    /** It should not be there. */
    DEAD_LETTER,
    /** It should not be there, and a person has to look before anything goes on. */
    FAIL
  }
}
