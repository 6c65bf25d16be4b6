package io.freshet.schema.file;

import io.freshet.schema.FeatureView;
import io.freshet.schema.Field;
import io.freshet.schema.Fields;
import io.freshet.schema.Part;
import io.freshet.schema.PushSource;
import io.freshet.schema.ScalarType;
import io.freshet.schema.TimestampRule;
import io.freshet.schema.UnknownFields;
import io.freshet.yaml.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One schema file: its keys read, its names checked against each other. */
final class SourceFile {
  /** A hundred years: no sum of an event time and a duration runs out of its number. */
  static final Duration LONGEST = Duration.ofDays(36_500);

  static final Duration SHORTEST = Duration.ofSeconds(1);

  private final Section root;
  private final Places places;
  private final Checks checks = new Checks();
  private final List<Declared> declared = new ArrayList<>();

  SourceFile(Section root, Places places) {
    this.root = root;
    this.places = places;
  }

  /** The push source, unless something in the file is wrong; that has then been reported. */
  Optional<PushSource> source() {
    if (root.keys().isEmpty()) {
      return Optional.empty();
    }
    String workspace = checks.name(root, "workspace");
    String name = checks.name(root, "push_source");
    var part = new Part(workspace, name, List.of());
    places.note(part, root, "push_source");
    declare("push source", workspace, name, root, "push_source");
    String description = root.text("description").orElse("");
    UnknownFields unknown = unknownFields();
    Fields fields = new FieldSections(checks, places).read(root, part);
    TimestampRule timestamp = timestamp(fields, part);
    List<FeatureView> views = views(fields, timestamp, part);
    root.done();
    return checks.sound()
        ? Optional.of(
            new PushSource(workspace, name, description, timestamp, unknown, fields, views))
        : Optional.empty();
  }

  /** The names that {@link #source()} found, in a sound file or not. */
  List<Declared> declared() {
    return List.copyOf(declared);
  }

  private UnknownFields unknownFields() {
    return root.choice("unknown_fields", Set.of("reject", "ignore"))
        .filter("ignore"::equals)
        .map(_ -> UnknownFields.IGNORE)
        .orElse(UnknownFields.REJECT);
  }

  private TimestampRule timestamp(Fields fields, Part source) {
    Section section = root.section("timestamp");
    String field = section.requiredText("field");
    Duration maxFuture =
        section
            .duration("max_future", Duration.ZERO, LONGEST)
            .orElse(TimestampRule.DEFAULT_MAX_FUTURE);
    Duration maxAge =
        section.duration("max_age", SHORTEST, LONGEST).orElse(TimestampRule.DEFAULT_MAX_AGE);
    section.done();
    places.note(source.child("timestamp"), section, "field");
    if (checks.known(section, "field", field, fields)
        && !fields
            .at(fields.position(field))
            .equals(new Field(field, ScalarType.TIMESTAMP, true))) {
      checks.wrong(section, "field", field + " must be a required field of type timestamp", "");
    }
    return new TimestampRule(field, maxFuture, maxAge);
  }

  private List<FeatureView> views(Fields fields, TimestampRule timestamp, Part source) {
    List<Section> sections = root.sections("feature_views");
    if (sections.isEmpty() || sections.size() > PushSource.MAX_FEATURE_VIEWS) {
      checks.wrong(
          root,
          "feature_views",
          "between 1 and " + PushSource.MAX_FEATURE_VIEWS + " views must be listed",
          "");
    }
    List<FeatureView> views = new ArrayList<>();
    for (Section section : sections) {
      FeatureView view = new ViewSection(section, fields, checks).view(timestamp);
      places.note(source.child("feature_views", view.name()), section, "name");
      declare("feature view", source.workspace(), view.name(), section, "name");
      views.add(view);
    }
    return views;
  }

  private void declare(String kind, String workspace, String name, Section section, String key) {
    if (!workspace.isEmpty() && !name.isEmpty()) {
      declared.add(new Declared(kind, workspace + "/" + name, section, key));
    }
  }
}
