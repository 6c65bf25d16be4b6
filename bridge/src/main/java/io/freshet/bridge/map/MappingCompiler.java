package io.freshet.bridge.map;

import io.freshet.api.RecordErrorType;
import io.freshet.bridge.config.FieldConfig;
import io.freshet.bridge.config.RouteConfig;
import io.freshet.bridge.config.TopicConfig;
import io.freshet.bridge.decode.Path;
import io.freshet.bridge.decode.Projection;
import io.freshet.schema.Field;
import io.freshet.schema.PushSource;
import io.freshet.schema.ScalarType;
import io.freshet.value.Conversion;
import io.freshet.value.Conversion.Converted;
import io.freshet.value.Conversion.Rejected;
import io.freshet.value.Conversions;
import io.freshet.yaml.NearNames;
import io.freshet.yaml.Problems;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks a topic's routes against the registered schemas, once, at start. */
public final class MappingCompiler {
  private final Map<String, PushSource> sources;
  private final Problems problems;

  /**
   * Compiles against schemas.
   *
   * @param sources the registered schemas by push source
   */
  public MappingCompiler(Map<String, PushSource> sources, Problems problems) {
    this.sources = Map.copyOf(sources);
    this.problems = problems;
  }

  /** The mapping; of no use where problems have been added. */
  public TopicMapping compile(TopicConfig topic) {
    var projection = new Projection();
    List<RecordMapper> routes = new ArrayList<>();
    for (RouteConfig route : topic.routes()) {
      PushSource source = sources.get(route.pushSource());
      if (source == null) {
        problems.add(
            route
                .place()
                .problem(
                    "the server knows no push source " + route.pushSource(),
                    NearNames.hint(route.pushSource(), sources.keySet())));
      } else {
        routes.add(route(route, source, projection));
      }
    }
    return new TopicMapping(topic.topic(), topic.onTombstone(), projection, routes);
  }

  private RecordMapper route(RouteConfig route, PushSource source, Projection projection) {
    List<MappedField> fields = new ArrayList<>();
    Set<String> mapped = new HashSet<>();
    for (FieldConfig config : route.fields()) {
      mapped.add(config.field());
      field(config, source, projection).ifPresent(fields::add);
    }
    for (Field field : source.fields()) {
      if (field.required() && !mapped.contains(field.name())) {
        problems.add(
            route
                .place()
                .problem(
                    "the required field " + field.name() + " is not mapped",
                    "add it under fields"));
      }
    }
    return new RecordMapper(source.name(), route.sequence(), fields);
  }

  private Optional<MappedField> field(
      FieldConfig config, PushSource source, Projection projection) {
    int position = source.fields().position(config.field());
    if (position < 0) {
      problems.add(
          config
              .place()
              .problem(
                  source.name() + " has no field " + config.field(),
                  NearNames.hint(config.field(), source.fields().names())));
      return Optional.empty();
    }
    Field field = source.fields().at(position);
    if (config.unit().isPresent() && field.type() != ScalarType.TIMESTAMP) {
      problems.add(
          config
              .place()
              .problem("unit is for timestamps", field.name() + " is " + field.type().text()));
    }
    return source(config, projection)
        .map(value ->
            new MappedField(
                field, value, new Typing(field.type(), config.unit()), standIn(config, field)));
  }

  private Optional<ValueSource> source(FieldConfig config, Projection projection) {
    if (config.from().startsWith("$")) {
      Optional<ValueSource> metadata = ValueSource.metadata(config.from());
      if (metadata.isEmpty()) {
        problems.add(
            config
                .place()
                .problem(
                    "unknown name " + config.from(),
                    "$key, $topic, $partition, $offset, $timestamp or $headers.NAME"));
      }
      return metadata;
    }
    Optional<Path> path = Path.parse(config.from());
    if (path.isEmpty()) {
      problems.add(config.place().problem("is not a path", "such as payment.merchant.id"));
      return Optional.empty();
    }
    int slot = projection.slot(path.get());
    return Optional.of((_, slots) -> slots[slot]);
  }

  /** A default is written as YAML text: what it reads as is the field's type's business. */
  private Optional<Object> standIn(FieldConfig config, Field field) {
    if (config.defaultText().isEmpty()) {
      return Optional.empty();
    }
    return switch (constant(config.defaultText().get(), field)) {
      case Converted converted -> Optional.of(converted.value());
      case Rejected rejected -> {
        problems.add(config.place().problem("default: " + rejected.message(), ""));
        yield Optional.empty();
      }
    };
  }

  private static Conversion constant(String text, Field field) {
    return field.type() instanceof ScalarType type
        ? constant(text, type)
        : new Rejected(RecordErrorType.TYPE_MISMATCH, "only scalar fields can have one");
  }

  private static Conversion constant(String text, ScalarType type) {
    return switch (type) {
      case BOOL ->
          text.equals("true") || text.equals("false")
              ? Conversions.fromBoolean(ScalarType.BOOL, text.equals("true"))
              : Conversions.fromText(ScalarType.BOOL, text);
      case INT32, INT64, FLOAT32, FLOAT64 ->
          text.matches("-?\\d+(\\.\\d+)?([eE][+-]?\\d+)?")
              ? Conversions.fromNumber(type, text)
              : Conversions.fromText(type, text);
      case STRING, BYTES, TIMESTAMP -> Conversions.fromText(type, text);
    };
  }
}
