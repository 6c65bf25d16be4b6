package io.freshet.bridge.expression;

import dev.cel.common.CelErrorCode;
import dev.cel.common.types.CelType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.Program;
import io.freshet.bridge.event.Shape;
import io.freshet.bridge.expression.Evaluated.Failed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A compiled expression. Any number of threads may evaluate it. */
public final class Expression {
  private final Program program;
  private final List<Reference> references;
  private final CelType resultType;

  Expression(Program program, List<Reference> references, CelType resultType) {
    this.program = program;
    this.references = references;
    this.resultType = resultType;
  }

  /** What it reads, in the order in which {@link #evaluate} takes the values. */
  public List<Reference> references() {
    return references;
  }

  /** What it gives, as far as its types say. */
  public Shape shape() {
    return Shapes.of(resultType);
  }

  /** The type as CEL writes it, for messages. */
  public String typeName() {
    return resultType.name();
  }

  /**
   * Evaluates.
   *
   * @param values decoded values, or null, of {@link #references}
   */
  public Evaluated evaluate(@Nullable Object[] values) {
    Map<String, Object> variables = HashMap.newHashMap(values.length);
    for (int i = 0; i < values.length; i++) {
      variables.put(References.variable(i), CelValues.toCel(values[i]));
    }
    try {
      Optional<Evaluated.Result> result = CelValues.fromCel(program.eval(variables));
      return result.isPresent() ? result.get() : new Failed("gives what no field can hold");
    } catch (CelEvaluationException e) {
      return new Failed(reason(e.getErrorCode()));
    }
  }

  /** CEL's own messages may quote values. */
  private static String reason(CelErrorCode code) {
    return switch (code) {
      case DIVIDE_BY_ZERO -> "divides by zero";
      case NUMERIC_OVERFLOW -> "overflows a number";
      case INDEX_OUT_OF_BOUNDS -> "reads an element beyond a list's end";
      case ATTRIBUTE_NOT_FOUND -> "reads a key that a map does not have";
      case OVERLOAD_NOT_FOUND ->
          "has an operator or function that does not take the types of this event's values"
              + " (null, where a field is absent: has() tells)";
      case BAD_FORMAT, INVALID_ARGUMENT -> "is given a text or number that cannot be converted";
      case ITERATION_BUDGET_EXCEEDED -> "loops too often";
      case INTERNAL_ERROR, DUPLICATE_ATTRIBUTE, AMBIGUOUS_OVERLOAD, TYPE_NOT_FOUND ->
          "cannot be evaluated for this event";
    };
  }
}
