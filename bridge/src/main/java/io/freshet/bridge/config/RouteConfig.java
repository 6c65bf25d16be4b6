package io.freshet.bridge.config;

import io.freshet.yaml.Place;
import java.util.List;
import java.util.Optional;

/**
 * From a topic's events to one push source.
 *
 * @param when which events take this route; absent: all
 * @param delete which of those delete what is stored; absent: none
 * @param place of {@code push_source}
 * @param sequencePlace of {@code sequence}
 */
public record RouteConfig(
    String pushSource,
    Optional<Expr> when,
    Optional<Expr> delete,
    Sequence sequence,
    List<FieldConfig> fields,
    Place place,
    Place sequencePlace) {

  public RouteConfig {
    fields = List.copyOf(fields);
  }
}
