package io.freshet.schema.file;

import io.freshet.schema.FeatureView;
import io.freshet.schema.Field;
import io.freshet.schema.FieldType;
import io.freshet.schema.Fields;
import io.freshet.schema.PushSource;
import io.freshet.schema.ScalarType;
import io.freshet.schema.TimestampRule;
import io.freshet.schema.UnknownFields;
import io.freshet.yaml.NearNames;
import io.freshet.yaml.Section;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** One schema file: its keys read, its names checked against each other. */
final class SourceFile {
  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,127}");

  /** The tables' own key attributes: a feature is a top-level attribute beside them. */
  private static final Set<String> RESERVED = Set.of("pk", "sk");

  private final Section root;
  private boolean sound = true;

  SourceFile(Section root) {
    this.root = root;
  }

  /** The push source, unless something in the file is wrong; that has then been reported. */
  Optional<PushSource> source() {
    if (root.keys().isEmpty()) {
      return Optional.empty();
    }
    String workspace = name(root, "workspace");
    String pushSource = name(root, "push_source");
    String description = root.text("description").orElse("");
    UnknownFields unknown =
        root.choice("unknown_fields", Set.of("reject", "ignore")).orElse("reject").equals("ignore")
            ? UnknownFields.IGNORE
            : UnknownFields.REJECT;
    Fields fields = fields();
    TimestampRule timestamp = timestamp(fields);
    List<FeatureView> views = views(fields, timestamp);
    root.done();
    return sound
        ? Optional.of(
            new PushSource(workspace, pushSource, description, timestamp, unknown, fields, views))
        : Optional.empty();
  }

  private Fields fields() {
    Map<String, Field> fields = new LinkedHashMap<>();
    for (Section section : root.sections("fields")) {
      String name = name(section, "name");
      Optional<FieldType> type = FieldType.parse(section.requiredText("type"));
      boolean required = section.bool("required").orElse(false);
      section.done();
      if (RESERVED.contains(name)) {
        wrong(section, "name", "is a key of the tables", "choose another name");
      }
      if (type.isEmpty()) {
        wrong(section, "type", "unknown type", typeHint(section));
      } else if (fields.putIfAbsent(name, new Field(name, type.get(), required)) != null) {
        wrong(section, "name", "another field has this name already", "");
      }
    }
    if (fields.isEmpty()) {
      wrong(root, "fields", "at least one field must be listed", "");
    }
    return new Fields(List.copyOf(fields.values()));
  }

  private TimestampRule timestamp(Fields fields) {
    Section section = root.section("timestamp");
    String field = section.requiredText("field");
    Duration maxFuture = section.duration("max_future").orElse(TimestampRule.DEFAULT_MAX_FUTURE);
    Duration maxAge = section.duration("max_age").orElse(TimestampRule.DEFAULT_MAX_AGE);
    section.done();
    if (known(section, "field", field, fields)
        && !fields
            .at(fields.position(field))
            .equals(new Field(field, ScalarType.TIMESTAMP, true))) {
      wrong(section, "field", field + " must be a required field of type timestamp", "");
    }
    return new TimestampRule(field, maxFuture, maxAge);
  }

  private List<FeatureView> views(Fields fields, TimestampRule timestamp) {
    List<Section> sections = root.sections("feature_views");
    if (sections.isEmpty() || sections.size() > PushSource.MAX_FEATURE_VIEWS) {
      wrong(
          root,
          "feature_views",
          "between 1 and " + PushSource.MAX_FEATURE_VIEWS + " views must be listed",
          "");
    }
    return sections.stream()
        .map(section -> new ViewSection(section, fields, this).view(timestamp))
        .toList();
  }

  String name(Section section, String key) {
    String name = section.requiredText(key);
    if (name.isEmpty() || !NAME.matcher(name).matches()) {
      sound = false;
      if (!name.isEmpty()) {
        section.problem(
            key, "is not a name", "a letter, then up to 127 letters, digits or underscores");
      }
    }
    return name;
  }

  /** Whether a field of that name exists; otherwise a problem with what was probably meant. */
  boolean known(Section section, String key, String field, Fields fields) {
    if (fields.position(field) >= 0) {
      return true;
    }
    sound = false;
    if (!field.isEmpty()) {
      section.problem(key, "no field is named " + field, NearNames.hint(field, fields.names()));
    }
    return false;
  }

  void wrong(Section section, String key, String message, String hint) {
    sound = false;
    section.problem(key, message, hint);
  }

  private static String typeHint(Section section) {
    List<String> types =
        List.of(
            "bool",
            "int32",
            "int64",
            "float32",
            "float64",
            "string",
            "bytes",
            "timestamp",
            "array<string>",
            "map<string,string>");
    return NearNames.hint(section.text("type").orElse(""), types);
  }
}
