package io.freshet.ingest.purge;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.ingest.plan.Schemas;
import io.freshet.schema.Catalogue;
import io.freshet.schema.FeatureView;
import io.freshet.schema.Field;
import io.freshet.schema.FieldType;
import io.freshet.schema.Fields;
import io.freshet.schema.History;
import io.freshet.schema.PushSource;
import io.freshet.schema.TimestampRule;
import io.freshet.schema.UnknownFields;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TargetsTest {
  private static final Schemas SCHEMAS = new Schemas(new Catalogue(List.of(source())));

  @Test
  void aViewsRowsAreFoundByTheTypedValuesOfItsEntity() {
    var targets = targets(Map.of("user_id", "a|b", "card", "007"));
    assertThat(targets.ofView("by_card"))
        .containsExactly(new Target("by_card", "prod|by_card|a\\|b|7"));
    assertThat(targets.problems()).isEmpty();
  }

  @Test
  void aSourcesRowsAreThoseOfEveryViewWithThatEntity() {
    var targets = targets(Map.of("user_id", "u"));
    assertThat(targets.ofSource("cards"))
        .containsExactly(
            new Target("latest", "prod|latest|u"), new Target("recent", "prod|recent|u"));
    assertThat(targets.problems()).isEmpty();
  }

  @Test
  void anotherEntityIsRefusedWithTheOneThatIsMeant() {
    var view = targets(Map.of("user_id", "u"));
    assertThat(view.ofView("by_card")).isEmpty();
    assertThat(view.problems())
        .containsExactly("--key: the entity of view by_card is user_id, card");
    var source = targets(Map.of("card", "1"));
    assertThat(source.ofSource("cards")).isEmpty();
    assertThat(source.problems())
        .containsExactly(
            "--key: no view of push source cards has this entity; known: user_id; user_id, card");
  }

  @Test
  void unknownNamesComeWithWhatIsNear() {
    var view = targets(Map.of("user_id", "u"));
    view.ofView("latets");
    assertThat(view.problems()).containsExactly("no view latets; did you mean latest?");
    var source = targets(Map.of("user_id", "u"));
    source.ofSource("card");
    assertThat(source.problems()).containsExactly("no push source card; did you mean cards?");
    var workspace = new Targets(SCHEMAS, "prd", Map.of("user_id", "u"));
    workspace.ofView("latest");
    assertThat(workspace.problems()).containsExactly("no workspace prd; did you mean prod?");
  }

  @Test
  void valuesThatCannotBeAnEntityAreRefusedAllAtOnceAndNotRepeated() {
    var targets = targets(Map.of("user_id", "", "card", "secret"));
    assertThat(targets.ofView("by_card")).isEmpty();
    assertThat(targets.problems())
        .containsExactlyInAnyOrder(
            "--key user_id: an entity is never empty", "--key card: expected int32, got a string");
    var big = targets(Map.of("user_id", "u", "card", "2147483648"));
    big.ofView("by_card");
    assertThat(big.problems()).containsExactly("--key card: int32 cannot hold a number this large");
    var lengthy = targets(Map.of("user_id", "u".repeat(2_100)));
    lengthy.ofView("latest");
    assertThat(lengthy.problems()).containsExactly("--key: longer than any stored key: 2 KB");
  }

  private static Targets targets(Map<String, String> keys) {
    return new Targets(SCHEMAS, "prod", keys);
  }

  private static PushSource source() {
    var fields =
        new Fields(
            List.of(field("user_id", "string"), field("card", "int32"), field("at", "timestamp")));
    return new PushSource(
        "prod",
        "cards",
        "",
        new TimestampRule("at", Duration.ofMinutes(5), Duration.ofDays(5)),
        UnknownFields.REJECT,
        fields,
        List.of(
            view("latest", "user_id"),
            view("recent", "user_id"),
            view("by_card", "user_id", "card")));
  }

  private static FeatureView view(String name, String... entity) {
    return new FeatureView(
        name, List.of(entity), List.of("at"), Optional.empty(), new History.Forever());
  }

  private static Field field(String name, String type) {
    return new Field(name, FieldType.parse(type).orElseThrow(), true);
  }
}
