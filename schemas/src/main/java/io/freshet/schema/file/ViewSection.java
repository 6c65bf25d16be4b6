package io.freshet.schema.file;

import io.freshet.schema.FeatureView;
import io.freshet.schema.Field;
import io.freshet.schema.Fields;
import io.freshet.schema.History;
import io.freshet.schema.ScalarType;
import io.freshet.schema.TimestampRule;
import io.freshet.yaml.Section;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One element of {@code feature_views}. */
final class ViewSection {
  private final Section section;
  private final Fields fields;
  private final Checks checks;

  ViewSection(Section section, Fields fields, Checks checks) {
    this.section = section;
    this.fields = fields;
    this.checks = checks;
  }

  FeatureView view(TimestampRule timestamp) {
    String name = checks.name(section, "name");
    List<String> entity = entity();
    List<String> features = features(entity, timestamp);
    Optional<Duration> ttl = section.duration("ttl", SourceFile.SHORTEST, SourceFile.LONGEST);
    var view = new FeatureView(name, entity, features, ttl, history());
    section.done();
    return view;
  }

  private List<String> entity() {
    List<String> entity = section.texts("entity");
    if (entity.isEmpty()) {
      checks.wrong(section, "entity", "at least one field must identify the rows", "");
    }
    for (String name : entity) {
      if (checks.known(section, "entity", name, fields)
          && !identifies(fields.at(fields.position(name)))) {
        checks.wrong(
            section,
            "entity",
            name + " must be a required field of a scalar type other than float32 and float64",
            "");
      }
    }
    if (entity.stream().distinct().count() < entity.size()) {
      checks.wrong(section, "entity", "names a field twice", "");
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
      checks.known(section, "features", name, fields);
    }
    if (features.stream().distinct().count() < features.size()) {
      checks.wrong(section, "features", "names a field twice", "");
    }
    return features;
  }

  private History history() {
    if (section.has("history") && !section.isSection("history")) {
      if (section.bool("history").orElse(true)) {
        checks.wrong(section, "history", "expected {retention: 90d} or false", "");
      }
      return new History.None();
    }
    Section history = section.section("history");
    History kept =
        history
            .duration("retention", SourceFile.SHORTEST, SourceFile.LONGEST)
            .<History>map(History.For::new)
            .orElseGet(History.Forever::new);
    history.done();
    return kept;
  }
}
