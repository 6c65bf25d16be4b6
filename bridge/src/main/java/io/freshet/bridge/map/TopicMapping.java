package io.freshet.bridge.map;

import io.freshet.bridge.config.TopicConfig.Tombstones;
import io.freshet.bridge.decode.Projection;
import java.util.List;

/** A topic's configuration, compiled against the registered schemas of its push sources. */
public record TopicMapping(
    String topic, Tombstones onTombstone, Projection projection, List<RecordMapper> routes) {

  public TopicMapping {
    routes = List.copyOf(routes);
  }
}
