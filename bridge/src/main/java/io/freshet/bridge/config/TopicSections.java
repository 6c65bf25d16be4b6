package io.freshet.bridge.config;

import io.freshet.bridge.config.DecodingConfig.Envelope;
import io.freshet.bridge.config.RouteConfig.Sequence;
import io.freshet.bridge.config.TopicConfig.Tombstones;
import io.freshet.yaml.Section;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The {@code topics} of {@code bridge.yaml}. */
final class TopicSections {
  private final Section root;

  TopicSections(Section root) {
    this.root = root;
  }

  List<TopicConfig> topics() {
    List<TopicConfig> topics = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Section section : root.sections("topics")) {
      TopicConfig topic = topic(section);
      if (!topic.topic().isEmpty() && !names.add(topic.topic())) {
        section.problem("topic", "is listed already", "give one topic several routes instead");
      }
      topics.add(topic);
    }
    if (topics.isEmpty()) {
      root.problem("topics", "at least one topic must be listed");
    }
    return topics;
  }

  private static TopicConfig topic(Section section) {
    String name = section.requiredText("topic");
    DecodingConfig decoding = decoding(section);
    Tombstones tombstones =
        section.choice("on_tombstone", Set.of("skip", "dead_letter")).orElse("skip").equals("skip")
            ? Tombstones.SKIP
            : Tombstones.DEAD_LETTER;
    List<RouteConfig> routes =
        section.sections("routes").stream().map(TopicSections::route).toList();
    if (routes.isEmpty()) {
      section.problem("routes", "at least one route must be listed");
    }
    section.done();
    return new TopicConfig(name, decoding, tombstones, routes);
  }

  private static DecodingConfig decoding(Section section) {
    section.choice("format", Set.of("json"));
    return new DecodingConfig(new FormatConfig.Json(), Envelope.NONE, section.place("format"));
  }

  private static RouteConfig route(Section section) {
    String source = section.requiredText("push_source");
    Sequence sequence =
        section.choice("sequence", Set.of("$offset", "none")).orElse("$offset").equals("none")
            ? Sequence.NONE
            : Sequence.OFFSET;
    Section fields = section.section("fields");
    if (fields.keys().isEmpty()) {
      section.problem("fields", "at least one field must be mapped");
    }
    List<FieldConfig> mapped = fields.keys().stream().map(name -> field(fields, name)).toList();
    section.done();
    return new RouteConfig(source, sequence, mapped, section.place("push_source"));
  }

  private static FieldConfig field(Section fields, String name) {
    if (!fields.isSection(name)) {
      return new FieldConfig(
          name, fields.requiredText(name), Optional.empty(), Optional.empty(), fields.place(name));
    }
    Section section = fields.section(name);
    var field =
        new FieldConfig(
            name,
            section.requiredText("path"),
            section
                .choice("unit", Set.of("s", "ms", "us", "ns"))
                .map(unit -> TimeUnits.valueOf(unit.toUpperCase(Locale.ROOT))),
            section.scalar("default"),
            fields.place(name));
    section.done();
    return field;
  }
}
