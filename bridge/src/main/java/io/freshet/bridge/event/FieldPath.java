package io.freshet.bridge.event;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A way into an event: {@code payment.merchant.id}, {@code items[0].price}, and {@code "a.b".c} for
 * a name with dots, brackets or quotes of its own ({@code \"} and {@code \\} within).
 */
public record FieldPath(List<Step> steps) {
  private static final int MAX_STEPS = 32;
  private static final Pattern NAME =
      Pattern.compile("\"(?<quoted>(?:[^\"\\\\]|\\\\[\"\\\\])+)\"|(?<bare>[^.\\[\\]\"]+)");
  private static final Pattern INDEX = Pattern.compile("\\[(\\d{1,9})]");

  public FieldPath {
    steps = List.copyOf(steps);
  }

  /** One step. */
  public sealed interface Step {}

  /** Into an object, by name. */
  public record Name(String name) implements Step {}

  /** Into an array, from 0. */
  public record Index(int position) implements Step {}

  /** Reads a path; empty where it is none, or of more than 32 steps. */
  public static Optional<FieldPath> parse(String text) {
    List<Step> steps = new ArrayList<>();
    int at = 0;
    while (at < text.length() || steps.isEmpty()) {
      Matcher name = NAME.matcher(text).region(at, text.length());
      if (!name.lookingAt() || name.group().isBlank()) {
        return Optional.empty();
      }
      steps.add(new Name(name(name)));
      at = name.end();
      Matcher index = INDEX.matcher(text).region(at, text.length());
      while (index.lookingAt()) {
        steps.add(new Index(Integer.parseInt(index.group(1))));
        at = index.end();
        index.region(at, text.length());
      }
      boolean more = at < text.length();
      if (more && (text.charAt(at) != '.' || ++at == text.length())) {
        return Optional.empty();
      }
    }
    return steps.size() > MAX_STEPS ? Optional.empty() : Optional.of(new FieldPath(steps));
  }

  private static String name(Matcher matched) {
    String quoted = matched.group("quoted");
    return quoted == null ? matched.group("bare") : quoted.replaceAll("\\\\(.)", "$1");
  }

  /** The names before the first index: as far as a decoder leads. */
  public List<String> names() {
    return steps.stream()
        .takeWhile(Name.class::isInstance)
        .map(step -> ((Name) step).name())
        .toList();
  }

  /** What is left of the way after {@link #names()}. */
  public FieldPath rest() {
    return new FieldPath(steps.subList(names().size(), steps.size()));
  }

  /** Follows this path in a decoded value; null where it leads nowhere. */
  public @Nullable Object in(@Nullable Object value) {
    Object at = value;
    for (Step step : steps) {
      at =
          switch (step) {
            case Name(String name) -> at instanceof Map<?, ?> members ? members.get(name) : null;
            case Index(int position) ->
                at instanceof List<?> elements && position < elements.size()
                    ? elements.get(position)
                    : null;
          };
    }
    return at;
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    var text = new StringBuilder();
    for (Step step : steps) {
      switch (step) {
        case Name(String name) -> text.append(text.isEmpty() ? "" : ".").append(written(name));
        case Index(int position) -> text.append('[').append(position).append(']');
      }
    }
    return text.toString();
  }

  private static String written(String name) {
    return name.matches("[^.\\[\\]\"]+") && !name.isBlank()
        ? name
        : '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
