package io.freshet.bridge.config;

import io.freshet.bridge.config.TopicConfig.Tombstones;
import io.freshet.yaml.Section;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The {@code topics} of {@code bridge.yaml}. */
final class TopicSections {
  private static final TopicName NOTHING = new TopicName.Exactly("");

  private final Section root;
  private final String deadLetters;
  private final DecodingSection decoding;

  /**
   * Reads below the root of the file.
   *
   * @param deadLetters the topic that must not be consumed
   */
  TopicSections(Section root, String deadLetters, Secrets secrets) {
    this.root = root;
    this.deadLetters = deadLetters;
    this.decoding = new DecodingSection(root, secrets);
  }

  List<TopicConfig> topics() {
    List<TopicConfig> topics = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Section section : root.sections("topics")) {
      TopicConfig topic = topic(section);
      if (!topic.name().text().isEmpty() && !names.add(topic.name().text())) {
        section.problem(
            key(topic.name()), "is listed already", "give one topic several routes instead");
      }
      topics.add(topic);
    }
    if (topics.isEmpty()) {
      root.problem("topics", "at least one topic must be listed");
    }
    return topics;
  }

  private TopicConfig topic(Section section) {
    TopicName name = name(section);
    DecodingConfig read = decoding.read(section);
    Tombstones tombstones =
        section
            .choice("on_tombstone", Set.of("skip", "delete", "dead_letter", "fail"))
            .map(word -> Tombstones.valueOf(word.toUpperCase(Locale.ROOT)))
            .orElse(Tombstones.SKIP);
    List<RouteConfig> routes =
        section.sections("routes").stream().map(route -> new RouteSection(route).read()).toList();
    if (routes.isEmpty()) {
      section.problem("routes", "at least one route must be listed");
    }
    section.done();
    return new TopicConfig(name, read, tombstones, routes, section.place(key(name)));
  }

  private TopicName name(Section section) {
    if (!section.has("topic_pattern")) {
      String name = section.requiredText("topic");
      section.text("topic_pattern");
      if (!name.isEmpty() && name.equals(deadLetters)) {
        section.problem("topic", "is the dead-letter topic", "redrive sends dead letters back");
      }
      return new TopicName.Exactly(name);
    }
    if (section.text("topic").isPresent()) {
      section.problem("topic_pattern", "is for topics without a name", "leave out one of the two");
    }
    return section.text("topic_pattern").map(text -> pattern(section, text)).orElse(NOTHING);
  }

  private static TopicName pattern(Section section, String text) {
    try {
      return new TopicName.Matching(Pattern.compile(text));
    } catch (PatternSyntaxException e) {
      section.problem(
          "topic_pattern",
          "is not a regular expression: " + e.getDescription(),
          "Java's syntax, such as payments\\..*");
      return NOTHING;
    }
  }

  private static String key(TopicName name) {
    return switch (name) {
      case TopicName.Exactly _ -> "topic";
      case TopicName.Matching _ -> "topic_pattern";
    };
  }
}
