package io.freshet.yaml;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** What the scalars of our files may be: text, numbers, durations, sizes. */
final class Scalars {
  private static final Pattern SIZE = Pattern.compile("(\\d{1,9})(B|KiB|MiB|GiB)?");

  private Scalars() {}

  static Optional<String> text(Node node) {
    return node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.STR)
        ? Optional.of(scalar.getValue())
        : Optional.empty();
  }

  static Optional<String> any(Node node) {
    return node instanceof ScalarNode scalar && !isNull(node)
        ? Optional.of(scalar.getValue())
        : Optional.empty();
  }

  static boolean isNull(Node node) {
    return node.getTag().equals(Tag.NULL);
  }

  static Optional<Boolean> bool(Node node) {
    return node.getTag().equals(Tag.BOOL)
        ? any(node).map(text -> text.equalsIgnoreCase("true"))
        : Optional.empty();
  }

  static Optional<Long> integer(Node node) {
    return node.getTag().equals(Tag.INT) ? any(node).flatMap(Scalars::parseLong) : Optional.empty();
  }

  static Optional<Double> number(Node node) {
    return node.getTag().equals(Tag.INT) || node.getTag().equals(Tag.FLOAT)
        ? any(node).flatMap(Scalars::parseDouble)
        : Optional.empty();
  }

  static Optional<Duration> duration(Node node) {
    return text(node).flatMap(DurationText::parse);
  }

  static Optional<Long> bytes(Node node) {
    return any(node).map(SIZE::matcher).filter(Matcher::matches).map(Scalars::size);
  }

  /** What a reader of the message calls it. */
  static String describe(Node node) {
    return switch (node) {
      case MappingNode _ -> "keys and values";
      case SequenceNode _ -> "a list";
      case ScalarNode scalar when isNull(scalar) -> "nothing";
      case ScalarNode scalar when scalar.getTag().equals(Tag.STR) -> "text";
      case ScalarNode scalar when scalar.getTag().equals(Tag.BOOL) -> "true or false";
      default -> "a number";
    };
  }

  private static long size(Matcher matcher) {
    long amount = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "KiB" -> amount << 10;
      case "MiB" -> amount << 20;
      case "GiB" -> amount << 30;
      case null, default -> amount;
    };
  }

  private static Optional<Long> parseLong(String text) {
    try {
      return Optional.of(Long.decode(text));
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  private static Optional<Double> parseDouble(String text) {
    try {
      return Optional.of(Double.parseDouble(text)).filter(value -> !value.isNaN());
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }
}
