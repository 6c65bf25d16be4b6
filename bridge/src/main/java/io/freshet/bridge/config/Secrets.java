package io.freshet.bridge.config;

import io.freshet.yaml.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Fills {@code ${env:NAME}} and {@code ${file:/path}} in a configured text. */
final class Secrets {
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{(env|file):([^}]+)}");

  private final Function<String, @Nullable String> environment;

  Secrets(Function<String, @Nullable String> environment) {
    this.environment = environment;
  }

  /** The filled text; where something is missing, a problem, and "" to go on with. */
  String filled(Section section, String key, String text) {
    return switch (resolve(text)) {
      case Filled filled -> filled.text();
      case Missing missing -> {
        section.problem(key, missing.message());
        yield "";
      }
    };
  }

  /** The same for what is sent in a header of HTTP. */
  String forHeader(Section section, String key, String text) {
    String filled = filled(section, key, text);
    if (!filled.matches("[\\x21-\\x7e]*")) {
      section.problem(
          key,
          "has characters that no header of HTTP takes",
          "it is a line of ASCII without spaces: is it the right variable or file?");
    }
    return filled;
  }

  /** The filled text, or what is missing. */
  Resolved resolve(String text) {
    Matcher matcher = REFERENCE.matcher(text);
    var filled = new StringBuilder();
    while (matcher.find()) {
      Optional<String> value =
          matcher.group(1).equals("env")
              ? Optional.ofNullable(environment.apply(matcher.group(2)))
              : file(matcher.group(2));
      if (value.isEmpty()) {
        return new Missing(
            matcher.group(1).equals("env")
                ? "the environment variable " + matcher.group(2) + " is not set"
                : "the file " + matcher.group(2) + " cannot be read");
      }
      matcher.appendReplacement(filled, Matcher.quoteReplacement(value.get()));
    }
    return new Filled(matcher.appendTail(filled).toString());
  }

  private static Optional<String> file(String path) {
    try {
      return Optional.of(Files.readString(Path.of(path)).strip());
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  sealed interface Resolved {}

  record Filled(String text) implements Resolved {}

  record Missing(String message) implements Resolved {}
}
