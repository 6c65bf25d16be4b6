package io.freshet.bridge.map;

import io.freshet.bridge.config.DecodingConfig;
import io.freshet.bridge.config.DecodingConfig.Envelope;
import io.freshet.bridge.config.Expr;
import io.freshet.bridge.config.ValueFrom;
import io.freshet.bridge.decode.Path;
import io.freshet.bridge.decode.Projection;
import io.freshet.bridge.event.FieldPath;
import io.freshet.bridge.event.Shape;
import io.freshet.bridge.expression.Compiled;
import io.freshet.bridge.expression.Expression;
import io.freshet.bridge.expression.Expressions;
import io.freshet.bridge.expression.Reference;
import io.freshet.bridge.map.Reading.Present;
import io.freshet.schema.FieldType;
import io.freshet.schema.ScalarType;
import io.freshet.yaml.NearNames;
import io.freshet.yaml.Place;
import io.freshet.yaml.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;

/** Finds the sources that a topic's mapping names, and tells its decoders what to look for. */
final class Sources {
  private static final String KEY = "$key.";
  private static final FieldPath WHOLE = new FieldPath(List.of());

  /** Into what Debezium wraps the row in, such as {@code $envelope.source.lsn}. */
  private static final String ENVELOPE = "$envelope.";

  private static final List<String> METADATA =
      List.of("$key", "$topic", "$partition", "$offset", "$timestamp", "$headers.NAME");

  private final DecodingConfig decoding;
  private final Projection event;
  private final Projection key;
  private final Schemas schemas;
  private final Problems problems;

  Sources(
      DecodingConfig decoding,
      Projection event,
      Projection key,
      Schemas schemas,
      Problems problems) {
    this.decoding = decoding;
    this.event = event;
    this.key = key;
    this.schemas = schemas;
    this.problems = problems;
  }

  /** What a field's value comes from; empty, after a problem, where that is nothing. */
  Optional<TypedSource> from(ValueFrom from, FieldType type, Place place) {
    return switch (from) {
      case ValueFrom.Path(String text) -> at(text, type, place);
      case ValueFrom.Expression(Expr expr) -> expression(expr);
    };
  }

  /** What a path, or a name with a dollar, stands for. */
  Optional<TypedSource> at(String text, FieldType type, Place place) {
    if (!text.startsWith("$")) {
      return path(text, place).map(path -> inEvent(path, place));
    }
    if (text.equals("$key") && decoding.keysAreDecoded()) {
      return Optional.of(inKey(WHOLE, place));
    }
    if (text.startsWith(KEY)) {
      if (decoding.keys().isEmpty()) {
        problems.add(
            place.problem("key_format is string: a key has no parts", "$key is all of it"));
      }
      return path(text.substring(KEY.length()), place).map(path -> inKey(path, place));
    }
    if (text.startsWith(ENVELOPE) && decoding.envelope() == Envelope.DEBEZIUM) {
      return path(text, place).map(path -> inEvent(path, place));
    }
    Optional<TypedSource> metadata = Metadata.named(text, type);
    if (metadata.isEmpty()) {
      problems.add(place.problem("unknown name " + text, NearNames.hint(text, METADATA)));
    }
    return metadata;
  }

  /** A compiled expression; its inputs are sources of their own. */
  Optional<TypedSource> expression(Expr expr) {
    return switch (Expressions.compile(expr.text())) {
      case Compiled.Faulty(List<String> messages) -> {
        messages.forEach(
            message -> problems.add(expr.place().problem("is not CEL: " + message, "")));
        yield Optional.empty();
      }
      case Compiled.Ready(Expression expression) ->
          inputs(expression, expr.place())
              .map(inputs ->
                  new TypedSource(
                      new ExpressionSource(expression, inputs, expr.place()), expression.shape()));
    };
  }

  private Optional<List<ValueSource>> inputs(Expression expression, Place place) {
    List<ValueSource> inputs = new ArrayList<>();
    for (Reference reference : expression.references()) {
      Optional<TypedSource> input =
          switch (reference.root()) {
            case EVENT -> Optional.of(inEvent(reference.path(), place));
            case KAFKA -> around(reference.path(), place);
          };
      input.ifPresent(found -> inputs.add(found.source()));
    }
    return inputs.size() == expression.references().size() ? Optional.of(inputs) : Optional.empty();
  }

  /**
   * {@code kafka.headers.source} is {@code $headers.source}, whatever the header's name is like.
   */
  private Optional<TypedSource> around(FieldPath path, Place place) {
    List<String> names = path.names();
    return names.size() == 2 && names.getFirst().equals("headers")
        ? Metadata.named(Metadata.HEADERS + names.getLast(), ScalarType.STRING)
        : at("$" + path, ScalarType.STRING, place);
  }

  private Optional<FieldPath> path(String text, Place place) {
    Optional<FieldPath> path = FieldPath.parse(text);
    if (path.isEmpty()) {
      problems.add(
          place.problem("is not a path", "such as payment.merchant.id, items[0].price, \"a.b\".c"));
    }
    return path;
  }

  private TypedSource inEvent(FieldPath path, Place place) {
    return slot(path, event, () -> 0, schemas.event(path, place));
  }

  /** How many slots the event has is known only when every route is compiled. */
  private TypedSource inKey(FieldPath path, Place place) {
    return slot(path, key, event::size, schemas.key(path, place));
  }

  private static TypedSource slot(
      FieldPath path, Projection projection, IntSupplier first, Shape shape) {
    int slot = projection.slot(new Path(path.names()));
    FieldPath rest = path.rest();
    return new TypedSource(
        message -> {
          Object value = rest.in(message.slots()[first.getAsInt() + slot]);
          return value == null ? Reading.NOTHING : new Present(value);
        },
        shape);
  }
}
