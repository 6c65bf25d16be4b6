package io.freshet.bridge.map;

import io.freshet.bridge.expression.Evaluated.Failed;
import io.freshet.bridge.expression.Evaluated.Result;
import io.freshet.bridge.expression.Expression;
import io.freshet.bridge.map.Reading.Absent;
import io.freshet.bridge.map.Reading.Present;
import io.freshet.bridge.map.Reading.Unusable;
import io.freshet.yaml.Place;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value that an expression makes of others. */
final class ExpressionSource implements ValueSource {
  private static final String FAILED = "EXPRESSION_FAILED";

  private final Expression expression;
  private final List<ValueSource> inputs;
  private final Place place;

  ExpressionSource(Expression expression, List<ValueSource> inputs, Place place) {
    this.expression = expression;
    this.inputs = List.copyOf(inputs);
    this.place = place;
  }

  @Override
  public Reading of(Incoming message) {
    @Nullable Object[] values = new @Nullable Object[inputs.size()];
    for (int i = 0; i < values.length; i++) {
      switch (inputs.get(i).of(message)) {
        case Present(Object value) -> values[i] = value;
        case Absent _ -> values[i] = null;
        case Unusable bad -> {
          return bad;
        }
      }
    }
    return switch (expression.evaluate(values)) {
      case Result(Object value) -> value == null ? Reading.NOTHING : new Present(value);
      case Failed(String reason) ->
          new Unusable(FAILED, "the expression at %s %s".formatted(where(), reason));
    };
  }

  private String where() {
    return place.path() + " (line " + place.line() + ")";
  }
}
