package io.freshet.schema;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Any push source that a schema file can describe. */
public final class PushSources {
  private static final int MOST_FIELDS = 8;

  private PushSources() {}

  public static Arbitrary<PushSource> any() {
    Arbitrary<List<Field>> others =
        Combinators.combine(types(), Arbitraries.of(true, false))
            .as((type, required) -> new Field("", type, required))
            .list()
            .ofMaxSize(MOST_FIELDS);
    Arbitrary<Fields> fields = others.map(PushSources::named);
    return fields.flatMap(PushSources::around);
  }

  private static Arbitrary<PushSource> around(Fields fields) {
    Arbitrary<TimestampRule> rules =
        Combinators.combine(durations(0), durations(1))
            .as((future, age) -> new TimestampRule("event_time", future, age));
    return Combinators.combine(
            rules,
            Arbitraries.of(UnknownFields.class),
            views(fields),
            Arbitraries.strings().withCharRange(' ', '~').withChars("äλ😀\n\t\"\\").ofMaxLength(20))
        .as((rule, unknown, views, description) ->
            new PushSource(
                "prod", "transactions", description, rule, unknown, fields, numbered(views)));
  }

  private static Arbitrary<List<FeatureView>> views(Fields fields) {
    Arbitrary<List<String>> features =
        Arbitraries.of(fields.names()).list().uniqueElements().ofMaxSize(fields.size());
    Arbitrary<History> histories =
        Arbitraries.oneOf(
            Arbitraries.just(new History.Forever()),
            Arbitraries.just(new History.None()),
            durations(1).map(History.For::new));
    return Combinators.combine(features, durations(1).optional(), histories)
        .as((names, ttl, history) ->
            new FeatureView("", List.of("user_id", "event_time"), names, ttl, history))
        .list()
        .ofMinSize(1)
        .ofMaxSize(PushSource.MAX_FEATURE_VIEWS);
  }

  private static Arbitrary<FieldType> types() {
    Arbitrary<FieldType> scalars = Arbitraries.of(ScalarType.class).map(type -> type);
    return Arbitraries.recursive(
        () -> scalars,
        inner -> Arbitraries.oneOf(scalars, inner.map(ArrayType::new), inner.map(MapType::new)),
        0,
        4);
  }

  private static Arbitrary<Duration> durations(int least) {
    return Arbitraries.oneOf(
        Arbitraries.integers().between(least, 36_500).map(Duration::ofDays),
        Arbitraries.integers().between(least * 1_000, 9_999_999).map(Duration::ofMillis));
  }

  private static Fields named(List<Field> others) {
    List<Field> fields = new ArrayList<>();
    fields.add(new Field("user_id", ScalarType.STRING, true));
    for (Field field : others) {
      fields.add(new Field("field_" + fields.size(), field.type(), field.required()));
    }
    fields.add(new Field("event_time", ScalarType.TIMESTAMP, true));
    return new Fields(fields);
  }

  private static List<FeatureView> numbered(List<FeatureView> views) {
    List<FeatureView> numbered = new ArrayList<>();
    for (FeatureView view : views) {
      String name = "view_" + numbered.size();
      Optional<Duration> ttl = view.ttl();
      numbered.add(new FeatureView(name, view.entity(), view.features(), ttl, view.history()));
    }
    return numbered;
  }
}
