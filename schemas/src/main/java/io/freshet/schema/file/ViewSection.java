package io.freshet.schema.file;

import io.freshet.schema.FeatureView;
import io.freshet.schema.Field;
import io.freshet.schema.Fields;
import io.freshet.schema.History;
import io.freshet.schema.ScalarType;
import io.freshet.schema.TimestampRule;
import io.freshet.yaml.Section;
import java.util.List;

/** One element of {@code feature_views}. */
final class ViewSection {
  private final Section section;
  private final Fields fields;
  private final SourceFile file;

  ViewSection(Section section, Fields fields, SourceFile file) {
    this.section = section;
    this.fields = fields;
    this.file = file;
  }

  FeatureView view(TimestampRule timestamp) {
    String name = file.name(section, "name");
    List<String> entity = entity();
    List<String> features = features(entity, timestamp);
    var view = new FeatureView(name, entity, features, section.duration("ttl"), history());
    section.done();
    return view;
  }

  private List<String> entity() {
    List<String> entity = section.texts("entity");
    if (entity.isEmpty()) {
      file.wrong(section, "entity", "at least one field must identify the rows", "");
    }
    for (String name : entity) {
      if (file.known(section, "entity", name, fields)
          && !identifies(fields.at(fields.position(name)))) {
        file.wrong(
            section,
            "entity",
            name + " must be a required field of a scalar type other than float32 and float64",
            "");
      }
    }
    if (entity.stream().distinct().count() < entity.size()) {
      file.wrong(section, "entity", "names a field twice", "");
    }
    return entity;
  }

  private static boolean identifies(Field field) {
    return field.required() && field.type() instanceof ScalarType scalar && scalar.identifies();
  }

  private List<String> features(List<String> entity, TimestampRule timestamp) {
    if (!section.has("features")) {
      section.texts("features");
      return FeatureView.defaultFeatures(fields, entity, timestamp);
    }
    List<String> features = section.texts("features");
    for (String name : features) {
      file.known(section, "features", name, fields);
    }
    if (features.stream().distinct().count() < features.size()) {
      file.wrong(section, "features", "names a field twice", "");
    }
    return features;
  }

  private History history() {
    if (section.has("history") && !section.isSection("history")) {
      if (section.bool("history").orElse(true)) {
        file.wrong(section, "history", "expected {retention: 90d} or false", "");
      }
      return new History.None();
    }
    Section history = section.section("history");
    History kept =
        history
            .duration("retention")
            .<History>map(History.For::new)
            .orElseGet(History.Forever::new);
    history.done();
    return kept;
  }
}
