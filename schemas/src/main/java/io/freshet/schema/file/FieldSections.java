package io.freshet.schema.file;

import io.freshet.schema.Field;
import io.freshet.schema.FieldType;
import io.freshet.schema.Fields;
import io.freshet.schema.Part;
import io.freshet.yaml.NearNames;
import io.freshet.yaml.Section;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The elements of {@code fields}. */
final class FieldSections {
  /** The tables' own key attributes: a feature is a top-level attribute beside them. */
  private static final Set<String> RESERVED = Set.of("pk", "sk");

  private static final List<String> TYPES =
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

  private final Checks checks;
  private final Places places;
  private final Map<String, Field> fields = new LinkedHashMap<>();

  FieldSections(Checks checks, Places places) {
    this.checks = checks;
    this.places = places;
  }

  Fields read(Section root, Part source) {
    for (Section section : root.sections("fields")) {
      field(section, source);
    }
    if (fields.isEmpty()) {
      checks.wrong(root, "fields", "at least one field must be listed", "");
    }
    return new Fields(List.copyOf(fields.values()));
  }

  private void field(Section section, Part source) {
    String name = checks.name(section, "name");
    String text = section.requiredText("type");
    boolean required = section.bool("required").orElse(false);
    section.done();
    places.note(source.child("fields", name), section, "name");
    if (RESERVED.contains(name)) {
      checks.wrong(section, "name", "is a key of the tables", "choose another name");
    }
    Optional<FieldType> type = FieldType.parse(text);
    if (type.isEmpty()) {
      checks.misread(name);
      unknown(section, text);
    } else if (fields.putIfAbsent(name, new Field(name, type.get(), required)) != null) {
      checks.wrong(section, "name", "another field has this name already", "");
    }
  }

  private void unknown(Section section, String text) {
    if (text.startsWith("map<") && !text.startsWith("map<string,")) {
      checks.wrong(section, "type", "unknown type", "a map's keys are strings: map<string,int64>");
    } else if (!text.isEmpty()) {
      checks.wrong(section, "type", "unknown type", NearNames.hint(text, TYPES));
    }
  }
}
