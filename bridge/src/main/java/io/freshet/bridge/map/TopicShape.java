package io.freshet.bridge.map;

import io.freshet.bridge.event.Shape;

/**
 * What is known of a topic's values, envelope and all, and of its keys before any event is seen.
 */
public record TopicShape(Shape value, Shape key) {

  /** Nothing. */
  public static TopicShape unknown() {
    return new TopicShape(Shape.Scalar.UNKNOWN, Shape.Scalar.UNKNOWN);
  }
}
