package io.freshet.bridge.expression;

import java.util.List;

/** What has become of an expression's text. */
public sealed interface Compiled {

  /** It can be evaluated. */
  record Ready(Expression expression) implements Compiled {}

  /** It cannot, for reasons in the words of the compiler. */
  record Faulty(List<String> messages) implements Compiled {}
}
