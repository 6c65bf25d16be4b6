package io.freshet.bridge.map;

import io.freshet.bridge.config.Expr;
import io.freshet.bridge.config.FieldConfig;
import io.freshet.bridge.config.RouteConfig;
import io.freshet.bridge.config.Sequence;
import io.freshet.bridge.config.TopicConfig.Tombstones;
import io.freshet.schema.Field;
import io.freshet.schema.PushSource;
import io.freshet.schema.ScalarType;
import io.freshet.yaml.NearNames;
import io.freshet.yaml.Place;
import io.freshet.yaml.Problems;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compiles one route against the schema of its push source. */
final class RouteCompiler {
  private final Sources sources;
  private final Problems problems;

  RouteCompiler(Sources sources, Problems problems) {
    this.sources = sources;
    this.problems = problems;
  }

  RouteParts compile(RouteConfig route, PushSource source, Tombstones tombstones) {
    var identity = new Identity(source);
    List<MappedField> fields = fields(route, source);
    missing(route, source, identity);
    return new RouteParts(
        source.name(),
        route.when().map(this::condition).orElse(_ -> Condition.ALWAYS),
        route.delete().map(this::condition).orElse(_ -> Condition.NEVER),
        sequence(route),
        fields,
        identity.of(fields),
        tombstones == Tombstones.DELETE
            ? new TombstoneFields(sources, problems).of(route, identity)
            : List.of());
  }

  private Condition condition(Expr expr) {
    Optional<TypedSource> source = sources.expression(expr);
    if (source.isPresent() && !source.get().fits(ScalarType.BOOL, Optional.empty())) {
      problems.add(
          expr.place()
              .problem(
                  "gives " + source.get().shape().text() + ", not true or false",
                  "compare it with something"));
    }
    return source.map(found -> Condition.from(found.source())).orElse(_ -> Condition.NEVER);
  }

  private SequenceNumber sequence(RouteConfig route) {
    return switch (route.sequence()) {
      case Sequence.Offset _ -> message -> new Reading.Present(message.record().offset());
      case Sequence.None _ -> _ -> Reading.NOTHING;
      case Sequence.At(String path) -> sequence(path, route.sequencePlace());
    };
  }

  private SequenceNumber sequence(String path, Place place) {
    Optional<TypedSource> source = sources.at(path, ScalarType.INT64, place);
    if (source.isPresent() && !source.get().fits(ScalarType.INT64, Optional.empty())) {
      problems.add(
          place.problem(
              path + " is " + source.get().shape().text(),
              "$offset, a path to a whole number, or none"));
    }
    return source.map(found -> SequenceNumber.from(found.source())).orElse(_ -> Reading.NOTHING);
  }

  private List<MappedField> fields(RouteConfig route, PushSource source) {
    List<MappedField> fields = new ArrayList<>();
    for (FieldConfig config : route.fields()) {
      int position = source.fields().position(config.field());
      if (position < 0) {
        problems.add(
            config
                .place()
                .problem(
                    source.name() + " has no field " + config.field(),
                    NearNames.hint(config.field(), source.fields().names())));
      } else {
        field(config, source.fields().at(position)).ifPresent(fields::add);
      }
    }
    return fields;
  }

  private Optional<MappedField> field(FieldConfig config, Field field) {
    if (config.unit().isPresent() && field.type() != ScalarType.TIMESTAMP) {
      problems.add(
          config
              .place()
              .problem("unit is for timestamps", field.name() + " is " + field.type().text()));
    }
    Reading standIn = new StandIns(problems).of(config, field);
    Optional<TypedSource> source = sources.from(config.from(), field.type(), config.place());
    source.ifPresent(found -> check(found, config, field));
    return source.map(found ->
        new MappedField(field, found.source(), new Typing(field.type(), config.unit()), standIn));
  }

  private void check(TypedSource source, FieldConfig config, Field field) {
    if (!source.fits(field.type(), config.unit())) {
      problems.add(
          config
              .place()
              .problem(
                  "%s is %s, and what it is mapped from gives %s"
                      .formatted(field.name(), field.type().text(), source.shape().text()),
                  hint(field)));
    }
  }

  private static String hint(Field field) {
    return switch (field.type()) {
      case ScalarType.TIMESTAMP -> "a number needs a unit: s, ms, us or ns";
      case ScalarType.STRING -> "string(…) in an expr makes text of it";
      case ScalarType.INT32, ScalarType.INT64 -> "int(…) in an expr makes a whole number of it";
      case ScalarType.FLOAT32, ScalarType.FLOAT64 -> "double(…) in an expr makes a number of it";
      default -> "";
    };
  }

  private void missing(RouteConfig route, PushSource source, Identity identity) {
    Set<String> mapped = new HashSet<>();
    route.fields().forEach(field -> mapped.add(field.field()));
    boolean onlyDeletes =
        route.delete().filter(expr -> expr.text().strip().equals("true")).isPresent();
    for (Field field : source.fields()) {
      boolean needed = onlyDeletes ? identity.needs(field.name()) : field.required();
      if (needed && !mapped.contains(field.name())) {
        problems.add(
            route
                .place()
                .problem(
                    "the required field " + field.name() + " is not mapped",
                    "add it under fields"));
      }
    }
  }
}
