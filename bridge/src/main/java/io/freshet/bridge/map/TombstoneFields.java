package io.freshet.bridge.map;

import io.freshet.bridge.config.FieldConfig;
import io.freshet.bridge.config.RouteConfig;
import io.freshet.bridge.config.Sequence;
import io.freshet.bridge.config.ValueFrom;
import io.freshet.bridge.map.Reading.Present;
import io.freshet.bridge.map.Reading.Unusable;
import io.freshet.schema.Field;
import io.freshet.yaml.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of the delete that a tombstone is. There is no event, so an entity comes from the
 * message's key or headers, as its mapping says; an entity of one field that is mapped from the
 * event is the whole key. The time is the message's own.
 */
final class TombstoneFields {
  private static final Reading AN_OBJECT =
      new Unusable(
          "TYPE_MISMATCH",
          "the key is an object: map the field from $key.PATH to say which part it is");

  private final Sources sources;
  private final Problems problems;

  TombstoneFields(Sources sources, Problems problems) {
    this.sources = sources;
    this.problems = problems;
  }

  List<MappedField> of(RouteConfig route, Identity identity) {
    if (route.sequence() instanceof Sequence.At(String path) && !path.startsWith("$")) {
      problems.add(
          route
              .sequencePlace()
              .problem(
                  "a tombstone has no event to take " + path + " from",
                  "on_tombstone: delete needs a sequence of $offset, $key.PATH or none"));
    }
    List<MappedField> fields = new ArrayList<>();
    for (Field field : identity.entity()) {
      entity(route, field, identity).ifPresent(fields::add);
    }
    sources
        .at("$timestamp", identity.timestamp().type(), route.place())
        .map(source -> compiled(identity.timestamp(), source.source()))
        .ifPresent(fields::add);
    return fields;
  }

  private Optional<MappedField> entity(RouteConfig route, Field field, Identity identity) {
    Optional<String> mappedFrom =
        route.fields().stream()
            .filter(config -> config.field().equals(field.name()))
            .map(FieldConfig::from)
            .filter(ValueFrom.Path.class::isInstance)
            .map(from -> ((ValueFrom.Path) from).text())
            .filter(text -> text.startsWith("$"))
            .findFirst();
    if (mappedFrom.isPresent()) {
      return sources
          .at(mappedFrom.get(), field.type(), route.place())
          .map(source -> compiled(field, source.source()));
    }
    if (identity.entity().size() == 1) {
      return sources
          .at("$key", field.type(), route.place())
          .map(source -> compiled(field, plain(source.source())));
    }
    problems.add(
        route
            .place()
            .problem(
                "on_tombstone: delete does not know where in the key " + field.name() + " is",
                "map it from the key: " + field.name() + ": $key." + field.name()));
    return Optional.empty();
  }

  /** A key that is a JSON object is no entity itself. */
  private static ValueSource plain(ValueSource key) {
    return message ->
        switch (key.of(message)) {
          case Present(String text) when text.stripLeading().startsWith("{") -> AN_OBJECT;
          case Present(Map<?, ?> _) -> AN_OBJECT;
          case Reading reading -> reading;
        };
  }

  private static MappedField compiled(Field field, ValueSource source) {
    return new MappedField(
        field, source, new Typing(field.type(), Optional.empty()), Reading.NOTHING);
  }
}
