package io.freshet.bridge.config;

import io.freshet.yaml.Section;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** One of the {@code routes} of a topic. */
final class RouteSection {
  private static final ValueFrom NOTHING = new ValueFrom.Path("");

  private final Section section;

  RouteSection(Section section) {
    this.section = section;
  }

  RouteConfig read() {
    String source = section.requiredText("push_source");
    Optional<Expr> when = expr(section, "when");
    Optional<Expr> delete = expr(section, "delete");
    Sequence sequence = section.text("sequence").map(RouteSection::sequence).orElse(sequence(""));
    Section fields = section.section("fields");
    if (fields.keys().isEmpty()) {
      section.problem("fields", "at least one field must be mapped");
    }
    List<FieldConfig> mapped = fields.keys().stream().map(name -> field(fields, name)).toList();
    section.done();
    return new RouteConfig(
        source,
        when,
        delete,
        sequence,
        mapped,
        section.place("push_source"),
        section.place("sequence"));
  }

  private static Optional<Expr> expr(Section section, String key) {
    return section.text(key).map(text -> new Expr(text, section.place(key)));
  }

  private static Sequence sequence(String text) {
    return switch (text) {
      case "", "$offset" -> new Sequence.Offset();
      case "none" -> new Sequence.None();
      default -> new Sequence.At(text);
    };
  }

  private static FieldConfig field(Section fields, String name) {
    if (!fields.isSection(name)) {
      return new FieldConfig(
          name,
          new ValueFrom.Path(fields.requiredText(name)),
          Optional.empty(),
          Optional.empty(),
          fields.place(name));
    }
    Section section = fields.section(name);
    var field =
        new FieldConfig(
            name,
            from(section, name, fields),
            section
                .choice("unit", Set.of("d", "s", "ms", "us", "ns"))
                .map(unit -> TimeUnits.valueOf(unit.toUpperCase(Locale.ROOT))),
            section.scalar("default"),
            fields.place(name));
    section.done();
    return field;
  }

  private static ValueFrom from(Section section, String name, Section fields) {
    Optional<String> path = section.text("path");
    Optional<Expr> expr = expr(section, "expr");
    if (section.has("path") == section.has("expr")) {
      fields.problem(name, "needs a path or an expr, one of the two");
    }
    return expr.<ValueFrom>map(ValueFrom.Expression::new)
        .or(() -> path.map(ValueFrom.Path::new))
        .orElse(NOTHING);
  }
}
