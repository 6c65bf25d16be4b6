package io.freshet.bridge.propose;

import io.freshet.bridge.decode.Numeral;
import io.freshet.bridge.event.Shape;
import io.freshet.value.Timestamps;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields that events have, as far as a sample or a schema says. */
public final class EventFields {
  private static final int MAX_DEPTH = 8;

  private final List<EventField> found = new ArrayList<>();

  private EventFields() {}

  List<EventField> list() {
    return List.copyOf(found);
  }

  /** Of an event. */
  public static EventFields ofSample(Map<String, ?> event) {
    var fields = new EventFields();
    fields.sample(List.of(), event);
    return fields;
  }

  /** Of a JSON schema, or else an event. */
  public static EventFields ofJson(Map<String, ?> json) {
    return json.get("properties") instanceof Map<?, ?> ? ofJsonSchema(json) : ofSample(json);
  }

  /** Of what another schema says. */
  public static EventFields ofShape(Shape shape) {
    var fields = new EventFields();
    fields.members(List.of(), shape);
    return fields;
  }

  /** Of the JSON of a JSON schema of objects. */
  public static EventFields ofJsonSchema(Map<String, ?> schema) {
    var fields = new EventFields();
    fields.properties(List.of(), schema);
    return fields;
  }

  private void sample(List<String> at, Map<?, ?> members) {
    members.forEach((name, value) -> {
      List<String> path = below(at, String.valueOf(name));
      switch (value) {
        case null -> add(path, Guess.TEXT);
        case Map<?, ?> inner -> {
          add(path, Guess.OBJECT);
          if (path.size() < MAX_DEPTH) {
            sample(path, inner);
          }
        }
        case List<?> _ -> add(path, Guess.LIST);
        case Long number -> add(path, Guess.whole(number));
        case Numeral _, Double _ -> add(path, Guess.FRACTION);
        case Boolean _ -> add(path, Guess.BOOL);
        case String text -> add(path, Timestamps.parse(text).isPresent() ? Guess.TIME : Guess.TEXT);
        default -> add(path, Guess.TEXT);
      }
    });
  }

  private void members(List<String> at, Shape shape) {
    if (shape instanceof Shape.Structure structure && at.size() < MAX_DEPTH) {
      structure
          .members()
          .forEach((name, member) -> {
            add(below(at, name), guess(member));
            members(below(at, name), member);
          });
    }
  }

  private static Guess guess(Shape shape) {
    return switch (shape) {
      case Shape.Array _ -> Guess.LIST;
      case Shape.Members _, Shape.Structure _ -> Guess.OBJECT;
      case Shape.Scalar scalar ->
          switch (scalar) {
            case BOOL -> Guess.BOOL;
            case WHOLE -> Guess.WHOLE;
            case FRACTION, NUMBER -> Guess.FRACTION;
            case TEXT -> Guess.TEXT;
            case BYTES -> Guess.BYTES;
            case TIME -> Guess.TIME;
            case OTHER, UNKNOWN -> Guess.ANY;
          };
    };
  }

  private void properties(List<String> at, Map<?, ?> schema) {
    if (!(schema.get("properties") instanceof Map<?, ?> members) || at.size() >= MAX_DEPTH) {
      return;
    }
    members.forEach((name, value) -> {
      if (value instanceof Map<?, ?> described) {
        List<String> path = below(at, String.valueOf(name));
        add(path, jsonType(described));
        properties(path, described);
      }
    });
  }

  private static Guess jsonType(Map<?, ?> described) {
    Object type = described.get("type");
    Object name =
        type instanceof List<?> several
            ? several.stream()
                .filter(one -> !"null".equals(one))
                .findFirst()
                .<Object>map(one -> one)
                .orElse("string")
            : Optional.<Object>ofNullable(type).orElse("object");
    return switch (String.valueOf(name)) {
      case "integer" -> Guess.WHOLE;
      case "number" -> Guess.FRACTION;
      case "boolean" -> Guess.BOOL;
      case "array" -> Guess.LIST;
      case "object" -> Guess.OBJECT;
      default -> "date-time".equals(described.get("format")) ? Guess.TIME : Guess.TEXT;
    };
  }

  private void add(List<String> path, Guess guess) {
    found.add(new EventField(path, guess));
  }

  private static List<String> below(List<String> at, String name) {
    List<String> path = new ArrayList<>(at);
    path.add(name);
    return path;
  }
}
