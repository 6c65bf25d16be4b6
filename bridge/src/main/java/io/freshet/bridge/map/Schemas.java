package io.freshet.bridge.map;

import io.freshet.bridge.config.DecodingConfig;
import io.freshet.bridge.config.DecodingConfig.Envelope;
import io.freshet.bridge.event.Destination;
import io.freshet.bridge.event.Destination.At;
import io.freshet.bridge.event.Destination.Nowhere;
import io.freshet.bridge.event.FieldPath;
import io.freshet.bridge.event.FieldPath.Index;
import io.freshet.bridge.event.FieldPath.Name;
import io.freshet.bridge.event.Shape;
import io.freshet.yaml.NearNames;
import io.freshet.yaml.Place;
import io.freshet.yaml.Problems;
import java.util.List;

/** Holds a topic's paths against what is known of its schemas. */
final class Schemas {
  private static final Name ENVELOPE = new Name("$envelope");
  private static final FieldPath ROW = new FieldPath(List.of(new Name("after")));

  private final DecodingConfig decoding;
  private final TopicShape shape;
  private final Problems problems;

  Schemas(DecodingConfig decoding, TopicShape shape, Problems problems) {
    this.decoding = decoding;
    this.shape = shape;
    this.problems = problems;
  }

  /**
   * The shape of what a path into the event leads to; a problem where that is certainly nothing.
   */
  Shape event(FieldPath path, Place place) {
    if (decoding.envelope() == Envelope.NONE) {
      return shape(path, shape.value(), place);
    }
    if (!path.steps().isEmpty() && path.steps().getFirst().equals(ENVELOPE)) {
      var inside = new FieldPath(path.steps().subList(1, path.steps().size()));
      return shape(inside, shape.value(), place);
    }
    return Destination.of(ROW, shape.value()) instanceof At(Shape row)
        ? shape(path, row, place)
        : Shape.Scalar.UNKNOWN;
  }

  /** The same of the key. */
  Shape key(FieldPath path, Place place) {
    return shape(path, shape.key(), place);
  }

  private Shape shape(FieldPath path, Shape from, Place place) {
    return switch (Destination.of(path, from)) {
      case At(Shape at) -> at;
      case Nowhere nowhere -> {
        problems.add(place.problem(message(path, nowhere), hint(nowhere)));
        yield Shape.Scalar.UNKNOWN;
      }
    };
  }

  private static String message(FieldPath path, Nowhere nowhere) {
    String within = nowhere.before().steps().isEmpty() ? "it" : nowhere.before().toString();
    return "%s leads nowhere: by its schema, %s is %s without %s"
        .formatted(
            path,
            within,
            nowhere.shape().text(),
            switch (nowhere.step()) {
              case Name(String name) when nowhere.names().isEmpty() -> "members such as " + name;
              case Name(String name) -> "a member " + name;
              case Index _ -> "elements";
            });
  }

  private static String hint(Nowhere nowhere) {
    return nowhere.step() instanceof Name(String name) ? NearNames.hint(name, nowhere.names()) : "";
  }
}
