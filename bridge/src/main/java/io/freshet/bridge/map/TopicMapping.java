package io.freshet.bridge.map;

import io.freshet.bridge.config.TopicConfig;
import io.freshet.bridge.decode.Projection;
import java.util.List;

/** A topic's configuration, compiled against the registered schemas of its push sources. */
public final class TopicMapping {
  private final TopicConfig config;
  private final Projection event;
  private final Projection key;
  private final List<RecordMapper> routes;

  TopicMapping(TopicConfig config, Projection event, Projection key, List<RecordMapper> routes) {
    this.config = config;
    this.event = event;
    this.key = key;
    this.routes = List.copyOf(routes);
  }

  public TopicConfig config() {
    return config;
  }

  /** Whether a field of a push source gets its value here. */
  public boolean maps(String pushSource, String field) {
    return routes.stream()
        .anyMatch(route -> route.pushSource().equals(pushSource) && route.maps(field));
  }

  /** What a decoder of the topic's events has to look for. */
  public Projection projection() {
    return event;
  }

  /** The same of their keys. */
  public Projection key() {
    return key;
  }

  List<RecordMapper> routes() {
    return routes;
  }
}
