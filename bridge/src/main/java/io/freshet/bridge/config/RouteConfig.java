package io.freshet.bridge.config;

import io.freshet.yaml.Place;
import java.util.List;

/** From a topic's events to one push source. */
public record RouteConfig(
    String pushSource, Sequence sequence, List<FieldConfig> fields, Place place) {

  /** Which number settles ties of event time. */
  public enum Sequence {
    /** The message's offset: replays settle ties the same way. */
    OFFSET,
    /** None: the last write wins. */
    NONE
  }
}
