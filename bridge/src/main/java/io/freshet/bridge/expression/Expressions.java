package io.freshet.bridge.expression;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelBuilder;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelMutableAst;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.SimpleType;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import io.freshet.bridge.expression.Compiled.Faulty;
import io.freshet.bridge.expression.Compiled.Ready;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Compiles CEL (github.com/google/cel-spec). An expression sees {@code event} and {@code kafka}
 * (key, topic, partition, offset, timestamp, headers). Reading a field that is absent or null gives
 * null, as in a mapping's paths, and {@code has()} says whether there is one. Whole numbers of 64
 * bits are int, other numbers double. Expressions cannot run away: at most 10,000 turns of all
 * loops, and regular expressions in linear time.
 */
public final class Expressions {
  /** How many different values of an event an expression may read. */
  static final int MAX_REFERENCES = 64;

  private static final int MAX_ITERATIONS = 10_000;
  private static final int MAX_CODE_POINTS = 10_000;
  private static final CelOptions OPTIONS =
      CelOptions.current()
          .comprehensionMaxIterations(MAX_ITERATIONS)
          .maxExpressionCodePointSize(MAX_CODE_POINTS)
          .maxParseRecursionDepth(64)
          .maxRegexProgramSize(1_000)
          .enableHeterogeneousNumericComparisons(true)
          .build();

  private Expressions() {}

  /** Parses, checks the types of and plans an expression. */
  public static Compiled compile(String text) {
    CelValidationResult parsed = Environment.CEL.parse(text);
    if (parsed.hasError()) {
      return faulty(parsed);
    }
    try {
      var rewritten = CelMutableAst.fromCelAst(parsed.getAst());
      var references = new References();
      List<String> misuses = references.replaceIn(rewritten.expr());
      if (!misuses.isEmpty()) {
        return new Faulty(misuses);
      }
      CelValidationResult checked = Environment.CEL.check(rewritten.toParsedAst());
      if (checked.hasError()) {
        return faulty(checked);
      }
      CelAbstractSyntaxTree ast = checked.getAst();
      return new Ready(
          new Expression(
              Environment.CEL.createProgram(ast), references.found(), ast.getResultType()));
    } catch (CelValidationException | CelEvaluationException e) {
      return new Faulty(List.of(String.valueOf(e.getMessage())));
    }
  }

  private static Faulty faulty(CelValidationResult result) {
    return new Faulty(
        result.getErrors().stream()
            .map(issue ->
                issue.getMessage().replace(" (in container '')", "")
                    + ", at character "
                    + (issue.getSourceLocation().getColumn() + 1))
            .toList());
  }

  /** Made when the first expression is compiled: most mappings have none. */
  private static final class Environment {
    static final Cel CEL = create();

    private static Cel create() {
      CelBuilder builder =
          CelFactory.plannerCelBuilder()
              .setOptions(OPTIONS)
              .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
              .addCompilerLibraries(
                  CelExtensions.strings(),
                  CelExtensions.math(),
                  CelExtensions.lists(),
                  CelExtensions.sets(OPTIONS),
                  CelExtensions.encoders(OPTIONS),
                  CelExtensions.bindings(),
                  CelExtensions.optional())
              .addRuntimeLibraries(
                  CelExtensions.strings(),
                  CelExtensions.math(),
                  CelExtensions.lists(),
                  CelExtensions.sets(OPTIONS),
                  CelExtensions.encoders(OPTIONS),
                  CelExtensions.optional())
              .addFunctionDeclarations(
                  CelFunctionDecl.newFunctionDeclaration(
                      References.FIELD,
                      CelOverloadDecl.newGlobalOverload(
                          References.FIELD, SimpleType.DYN, SimpleType.DYN, SimpleType.STRING)))
              .addFunctionBindings(
                  CelFunctionBinding.fromOverloads(
                      References.FIELD,
                      CelFunctionBinding.from(
                          References.FIELD, Object.class, String.class, CelValues::field)));
      IntStream.range(0, MAX_REFERENCES)
          .forEach(i -> builder.addVar(References.variable(i), SimpleType.DYN));
      return builder.build();
    }
  }
}
