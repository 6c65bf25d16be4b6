package io.freshet.bridge.expression;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelMutableExpr;
import dev.cel.common.ast.CelMutableExpr.CelMutableCall;
import dev.cel.common.ast.CelMutableExpr.CelMutableComprehension;
import dev.cel.common.ast.CelMutableExpr.CelMutableIdent;
import dev.cel.common.ast.CelMutableExpr.CelMutableMap;
import dev.cel.common.ast.CelMutableExpr.CelMutableSelect;
import dev.cel.common.values.NullValue;
import io.freshet.bridge.event.FieldPath;
import io.freshet.bridge.event.FieldPath.Index;
import io.freshet.bridge.event.FieldPath.Name;
import io.freshet.bridge.event.FieldPath.Step;
import io.freshet.bridge.expression.Reference.Root;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * Finds what an expression reads of an event, so that only that is decoded: {@code event.a.b}
 * becomes a variable of its own. What is left of {@code x.y} becomes a call that gives null where
 * there is no y, and {@code has(x.y)} a comparison with null.
 */
final class References {
  /** The function behind {@code x.y}, out of reach for the text of an expression. */
  static final String FIELD = "@field";

  private static final String INDEX = "_[_]";
  private static final String NOT_EQUAL = "_!=_";

  private final SequencedSet<Reference> found = new LinkedHashSet<>();
  private final List<String> misuses = new ArrayList<>();
  private long nextId;

  /** The variable that stands for the reference of that index. */
  static String variable(int index) {
    return "@v" + index;
  }

  List<Reference> found() {
    return List.copyOf(found);
  }

  /** Replaces in place; returns what cannot be. */
  List<String> replaceIn(CelMutableExpr root) {
    nextId = 1_000_000; // beyond any that the parser gives to 10,000 characters
    replace(root);
    if (found.size() > Expressions.MAX_REFERENCES) {
      misuses.add("reads more than " + Expressions.MAX_REFERENCES + " values of the event");
    }
    return List.copyOf(misuses);
  }

  private void replace(CelMutableExpr expr) {
    Optional<Reference> reference = reference(expr);
    if (reference.isPresent()) {
      boolean test = expr.getKind().name().equals("SELECT") && expr.select().testOnly();
      become(expr, read(reference.get()), test);
      return;
    }
    switch (expr.getKind()) {
      case SELECT -> select(expr);
      case CALL -> call(expr.call());
      case LIST -> expr.list().elements().forEach(this::replace);
      case MAP -> map(expr.map());
      case COMPREHENSION -> comprehension(expr.comprehension());
      case NOT_SET, CONSTANT, IDENT, STRUCT -> {
        // nothing below
      }
    }
  }

  private CelMutableExpr read(Reference reference) {
    if (reference.root() == Root.KAFKA && reference.path().steps().isEmpty()) {
      misuses.add("kafka is not a value itself: kafka.key, kafka.offset, kafka.headers.NAME …");
    }
    found.add(reference);
    return CelMutableExpr.ofIdent(nextId++, variable(List.copyOf(found).indexOf(reference)));
  }

  private void select(CelMutableExpr expr) {
    CelMutableSelect select = expr.select();
    replace(select.operand());
    CelMutableExpr name = CelMutableExpr.ofConstant(nextId++, CelConstant.ofValue(select.field()));
    CelMutableExpr call =
        CelMutableExpr.ofCall(nextId++, CelMutableCall.create(FIELD, select.operand(), name));
    become(expr, call, select.testOnly());
  }

  private void become(CelMutableExpr expr, CelMutableExpr value, boolean asTest) {
    if (asTest) {
      CelMutableExpr nothing =
          CelMutableExpr.ofConstant(nextId++, CelConstant.ofValue(NullValue.NULL_VALUE));
      expr.setCall(CelMutableCall.create(NOT_EQUAL, value, nothing));
    } else if (value.getKind().name().equals("IDENT")) {
      expr.setIdent(CelMutableIdent.create(value.ident().name()));
    } else {
      expr.setCall(value.call());
    }
  }

  private void call(CelMutableCall call) {
    call.target().ifPresent(this::replace);
    call.args().forEach(this::replace);
  }

  private void map(CelMutableMap map) {
    map.entries()
        .forEach(entry -> {
          replace(entry.key());
          replace(entry.value());
        });
  }

  private void comprehension(CelMutableComprehension loop) {
    for (String variable : List.of(loop.iterVar(), loop.iterVar2(), loop.accuVar())) {
      if (root(variable).isPresent()) {
        misuses.add(variable + " is the name of something else: give the variable another");
      }
    }
    replace(loop.iterRange());
    replace(loop.accuInit());
    replace(loop.loopCondition());
    replace(loop.loopStep());
    replace(loop.result());
  }

  /** The reference that an expression is as a whole, if it is one. */
  private static Optional<Reference> reference(CelMutableExpr expr) {
    return switch (expr.getKind()) {
      case IDENT ->
          root(expr.ident().name()).map(root -> new Reference(root, new FieldPath(List.of())));
      case SELECT ->
          reference(expr.select().operand())
              .filter(_ -> !tests(expr.select().operand()))
              .map(outer -> longer(outer, new Name(expr.select().field())));
      case CALL -> indexed(expr.call());
      case NOT_SET, CONSTANT, LIST, STRUCT, MAP, COMPREHENSION -> Optional.empty();
    };
  }

  private static Optional<Reference> indexed(CelMutableCall call) {
    return call.function().equals(INDEX) && call.args().size() == 2
        ? reference(call.args().getFirst())
            .flatMap(outer -> step(call.args().getLast()).map(step -> longer(outer, step)))
        : Optional.empty();
  }

  private static Optional<Step> step(CelMutableExpr index) {
    if (!index.getKind().name().equals("CONSTANT")) {
      return Optional.empty();
    }
    CelConstant constant = index.constant();
    return switch (constant.getKind()) {
      case STRING_VALUE -> Optional.of(new Name(constant.stringValue()));
      case INT64_VALUE ->
          constant.int64Value() >= 0 && constant.int64Value() <= Integer.MAX_VALUE
              ? Optional.of(new Index((int) constant.int64Value()))
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static boolean tests(CelMutableExpr expr) {
    return expr.getKind().name().equals("SELECT") && expr.select().testOnly();
  }

  private static Reference longer(Reference outer, Step step) {
    List<Step> steps = new ArrayList<>(outer.path().steps());
    steps.add(step);
    return new Reference(outer.root(), new FieldPath(steps));
  }

  private static Optional<Root> root(String name) {
    return switch (name) {
      case "event" -> Optional.of(Root.EVENT);
      case "kafka" -> Optional.of(Root.KAFKA);
      default -> Optional.empty();
    };
  }
}
