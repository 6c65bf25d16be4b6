package io.freshet.bridge.event;

import io.freshet.bridge.event.FieldPath.Index;
import io.freshet.bridge.event.FieldPath.Name;
import io.freshet.bridge.event.FieldPath.Step;
import io.freshet.bridge.event.Shape.Array;
import io.freshet.bridge.event.Shape.Members;
import io.freshet.bridge.event.Shape.Scalar;
import io.freshet.bridge.event.Shape.Structure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Where a path leads in a schema, as far as that is certain. */
public sealed interface Destination {

  /** To values of a shape; of an unknown one where only an event will tell. */
  record At(Shape shape) implements Destination {}

  /**
   * To nothing, in any event.
   *
   * @param before how far it leads, empty for the event itself
   * @param step what is not there
   * @param names what is there instead; empty where it has no members
   * @param shape of what has no such member
   */
  record Nowhere(FieldPath before, Step step, Collection<String> names, Shape shape)
      implements Destination {
    public Nowhere {
      names = List.copyOf(names);
    }
  }

  /** Follows a path. */
  static Destination of(FieldPath path, Shape shape) {
    List<Step> taken = new ArrayList<>();
    Shape at = shape;
    for (Step step : path.steps()) {
      Optional<Shape> next = next(at, step);
      if (next.isEmpty()) {
        Collection<String> names =
            at instanceof Structure structure ? structure.members().keySet() : List.of();
        return new Nowhere(new FieldPath(taken), step, names, at);
      }
      taken.add(step);
      at = next.get();
    }
    return new At(at);
  }

  private static Optional<Shape> next(Shape shape, Step step) {
    return switch (shape) {
      case Structure structure ->
          step instanceof Name(String name) ? structure.member(name) : Optional.empty();
      case Members(Shape value) -> step instanceof Name ? Optional.of(value) : Optional.empty();
      case Array(Shape element) -> step instanceof Index ? Optional.of(element) : Optional.empty();
      case Scalar scalar ->
          switch (scalar) {
            // Messages stand for the last two as well: Timestamp, Duration, Decimal.
            case UNKNOWN, OTHER, TIME, NUMBER -> Optional.of(Scalar.UNKNOWN);
            case BOOL, WHOLE, FRACTION, TEXT, BYTES -> Optional.empty();
          };
    };
  }
}
