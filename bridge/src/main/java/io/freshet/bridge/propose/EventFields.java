package io.freshet.bridge.propose;

import io.freshet.bridge.decode.Numeral;
import io.freshet.value.Timestamps;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fields that events have, as far as a sample or a schema in JSON says. */
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

  /** Of an Avro schema, a JSON schema, or else an event. */
  public static EventFields ofFile(Map<String, ?> json) {
    if (json.get("type") instanceof String type && type.equals("record")) {
      return ofAvro(json);
    }
    return json.get("properties") instanceof Map<?, ?> ? ofJsonSchema(json) : ofSample(json);
  }

  /** Of the JSON of an Avro record schema. */
  public static EventFields ofAvro(Map<String, ?> schema) {
    var fields = new EventFields();
    fields.avro(List.of(), schema);
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

  private void avro(List<String> at, Map<?, ?> record) {
    if (!(record.get("fields") instanceof List<?> fields) || at.size() >= MAX_DEPTH) {
      return;
    }
    for (Object field : fields) {
      if (field instanceof Map<?, ?> described && described.get("name") instanceof String name) {
        avroType(below(at, name), described.get("type"));
      }
    }
  }

  private void avroType(List<String> path, @Nullable Object type) {
    switch (type) {
      case List<?> union ->
          union.stream()
              .filter(branch -> !"null".equals(branch))
              .findFirst()
              .ifPresent(branch -> avroType(path, branch));
      case Map<?, ?> described when described.get("logicalType") instanceof String logical ->
          add(path, logical(logical, described.get("type")));
      case Map<?, ?> described when described.get("type") instanceof String name -> {
        add(path, avroName(name));
        avro(path, described);
      }
      case Map<?, ?> described -> avroType(path, described.get("type"));
      case String name -> add(path, avroName(name));
      case null, default -> add(path, Guess.TEXT);
    }
  }

  private static Guess logical(String logical, @Nullable Object base) {
    return switch (logical) {
      case "timestamp-millis", "timestamp-micros", "timestamp-nanos" -> Guess.TIME;
      case "decimal" -> Guess.FRACTION;
      case "date", "time-millis", "time-micros", "uuid" -> Guess.TEXT;
      default -> base instanceof String name ? avroName(name) : Guess.TEXT;
    };
  }

  private static Guess avroName(String name) {
    return switch (name) {
      case "int", "long" -> Guess.WHOLE;
      case "float", "double" -> Guess.FRACTION;
      case "boolean" -> Guess.BOOL;
      case "bytes", "fixed" -> Guess.BYTES;
      case "array" -> Guess.LIST;
      case "map", "record" -> Guess.OBJECT;
      default -> Guess.TEXT;
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
