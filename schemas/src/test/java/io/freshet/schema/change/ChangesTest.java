package io.freshet.schema.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.freshet.schema.change.Change.Breaking;
import io.freshet.schema.change.Change.Compatible;
import io.freshet.schema.change.Change.Party;
import io.freshet.schema.change.Change.Side;
import io.freshet.schema.file.SchemaFiles;
import io.freshet.yaml.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangesTest {
  private static final String BASE =
      """
      workspace: prod
      push_source: transactions
      timestamp: {field: event_time, max_future: 5m, max_age: 10d}
      unknown_fields: reject
      fields:
        - {name: user_id, type: string, required: true}
        - {name: card_id, type: string, required: true}
        - {name: amount, type: float64, required: true}
        - {name: currency, type: string}
        - {name: note, type: string}
        - {name: seen, type: timestamp, required: true}
        - {name: event_time, type: timestamp, required: true}
      feature_views:
        - name: latest
          entity: [user_id]
          features: [amount, currency]
          ttl: 30d
          history: {retention: 90d}
        - name: by_card
          entity: [card_id]
          features: [amount]
      """;

  @TempDir private Path folder;

  @Test
  void whatIsEqualHasNoChanges() throws IOException {
    assertThat(changes(BASE, BASE)).isEmpty();
    assertThat(changes(BASE, BASE.replace("prod", "prod # the same"))).isEmpty();
  }

  /** Who breaks, where it stands, and what is said: the table of DESIGN §2, and what follows. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // removing a field
        "`  - {name: note, type: string}\\n` | `` | WRITERS | OLD:10 | fields.note | field removed",
        "name: note | name: notes | WRITERS | OLD:10 | fields.note | a rename to notes is a removal",
        // changing a type
        "amount, type: float64 | amount, type: float32 | BOTH | NEW:8 | fields.amount.type | was float64, is float32",
        "user_id, type: string | user_id, type: int64 | BOTH | NEW:6 | fields.user_id.type | was string, is int64",
        // required
        "`  - {name: note` | `  - {name: more, type: int32, required: true}\\n  - {name: note` | WRITERS | NEW:10 | fields.more | MISSING_REQUIRED",
        "note, type: string | note, type: string, required: true | WRITERS | NEW:10 | fields.note.required | was optional, is required",
        "amount, type: float64, required: true | amount, type: float64 | READERS | NEW:8 | fields.amount.required | was required, is optional",
        // entity, timestamp
        "entity: [user_id] | entity: [card_id] | BOTH | NEW:15 | feature_views.latest.entity | was [user_id], is [card_id]",
        "entity: [user_id] | entity: [user_id, card_id] | BOTH | NEW:15 | feature_views.latest.entity | under other keys",
        "{field: event_time | {field: seen | BOTH | NEW:3 | timestamp.field | was event_time, is seen",
        "max_future: 5m | max_future: 4m | WRITERS | NEW:3 | timestamp.max_future | was 5m, is 4m",
        "max_age: 10d | max_age: 9d | WRITERS | NEW:3 | timestamp.max_age | TIME_OUT_OF_RANGE",
        // views
        "features: [amount, currency] | features: [amount] | READERS | NEW:16 | feature_views.latest.features | feature currency removed",
        "name: by_card | name: per_card | READERS | OLD:19 | feature_views.by_card | feature view removed",
        "ttl: 30d | ttl: 31d | READERS | NEW:17 | feature_views.latest.ttl | a replay could bring rows back",
        "`    ttl: 30d\\n` | `` | READERS | NEW:14 | feature_views.latest.ttl | was 30d, is none",
        "{retention: 90d} | {retention: 89d} | READERS | NEW:18 | feature_views.latest.history | less of the past",
        "{retention: 90d} | false | READERS | NEW:18 | feature_views.latest.history | is false",
        "`features: [amount]` | `features: [amount]\\n    history: false` | READERS | NEW:22 | feature_views.by_card.history | was kept for ever",
        // sources
        "push_source: transactions | push_source: transaction | WRITERS | OLD:2 | `` | a rename to transaction is a removal"
      })
  void saysWhoBreaksAndWhere(
      String before, String after, String parties, String where, String path, String message)
      throws IOException {
    List<Breaking> breaking = breaking(BASE, edit(before, after));
    assertThat(breaking)
        .anySatisfy(change -> {
          assertThat(String.join(".", change.part().path())).isEqualTo(path == null ? "" : path);
          assertThat(change.message()).contains(message);
          assertThat(change.breaks())
              .isEqualTo(
                  switch (parties) {
                    case "BOTH" -> Found.BOTH;
                    case "READERS" -> Found.READERS;
                    default -> Found.WRITERS;
                  });
          assertThat(change.side() + ":" + line(change)).isEqualTo(where);
          assertThat(change.remedy()).isNotEmpty();
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "`  - {name: note` | `  - {name: more, type: int32}\\n  - {name: note` | optional field added",
        "seen, type: timestamp, required: true | seen, type: timestamp | was required, is optional",
        "features: [amount, currency] | features: [amount, currency, note] | feature note added",
        "max_future: 5m | max_future: 6m | was 5m, is 6m",
        "max_age: 10d | max_age: 11d | was 10d, is 11d",
        "unknown_fields: reject | unknown_fields: ignore | no longer noticed",
        "ttl: 30d | ttl: 29d | expire sooner",
        "features: [amount]\\n | `features: [amount]\\n    ttl: 1d\\n` | was none, is 1d",
        "{retention: 90d} | {retention: 91d} | kept for 91d",
        "`    history: {retention: 90d}\\n` | `` | is kept for ever",
        "`push_source: transactions` | `push_source: transactions\\ndescription: all` | description changed",
        "`    features: [amount]\\n` | `    features: [amount]\\n  - {name: more, entity: [card_id]}\\n` | feature view added"
      })
  void otherwiseReadersAndWritersGoOnAsTheyAre(String before, String after, String message)
      throws IOException {
    List<Change> changes = changes(BASE, edit(before, after));
    assertThat(changes).hasOnlyElementsOfType(Compatible.class);
    assertThat(changes).extracting(Change::message).anyMatch(said -> said.contains(message));
  }

  @Test
  void theOrderOfFieldsAndFeaturesIsNoChange() throws IOException {
    String moved =
        BASE.replace("  - {name: note, type: string}\n", "")
            .replace("fields:\n", "fields:\n  - {name: note, type: string}\n")
            .replace("[amount, currency]", "[currency, amount]");
    assertThat(changes(BASE, moved)).isEmpty();
  }

  @Test
  void aRemovedFeatureBreaksBoth() throws IOException {
    String without =
        BASE.replace("  - {name: currency, type: string}\n", "").replace(", currency]", "]");
    assertThat(breaking(BASE, without))
        .extracting(change -> change.part().toString(), Breaking::breaks)
        .containsExactly(
            tuple("prod/transactions fields.currency", Found.BOTH),
            tuple("prod/transactions feature_views.latest.features", Found.READERS));
  }

  @Test
  void ignoringAndThenRejectingUnknownFieldsBreaksWriters() throws IOException {
    String ignoring = BASE.replace("unknown_fields: reject", "unknown_fields: ignore");
    assertThat(breaking(ignoring, BASE))
        .extracting(Breaking::breaks, Breaking::side)
        .containsExactly(tuple(Found.WRITERS, Side.NEW));
    String without = ignoring.replace("  - {name: note, type: string}\n", "");
    assertThat(breaking(ignoring, without).getFirst().message()).contains("dropped without a word");
    assertThat(changes(without, ignoring).getFirst().message()).contains("now it must fit");
  }

  @Test
  void aViewThatAnotherSourceFeedsBreaksItsReaders() throws IOException {
    String other =
        """
        workspace: prod
        push_source: refunds
        timestamp: {field: at}
        fields:
          - {name: card_id, type: int64, required: true}
          - {name: amount, type: float64, required: true}
          - {name: at, type: timestamp, required: true}
        feature_views:
          - {name: by_card, entity: [card_id], features: [amount]}
        """;
    String rest = BASE.replace("by_card", "per_card");
    List<Breaking> breaking = breaking(List.of(BASE), List.of(rest, other));
    assertThat(breaking)
        .extracting(Breaking::message)
        .anyMatch(said -> said.contains("was fed by transactions, is fed by refunds"))
        .anyMatch(said -> said.contains("card_id was string, is int64"))
        .hasSize(2);
    assertThat(breaking).allMatch(change -> change.breaks().equals(Found.READERS));
  }

  @Test
  void aRemovedSourceBreaksWhoPushesToItAndWhoReadsItsViews() throws IOException {
    String other =
        BASE.replace("transactions", "others").replace("latest", "a").replace("by_card", "b");
    List<Breaking> breaking = breaking(List.of(BASE, other), List.of(other));
    assertThat(breaking).hasSize(3).allMatch(change -> change.side() == Side.OLD);
    assertThat(
            breaking.stream()
                .flatMap(change -> change.breaks().stream())
                .collect(Collectors.toSet()))
        .containsExactlyInAnyOrder(Party.READERS, Party.WRITERS);
    assertThat(changes(List.of(other), List.of(BASE, other)))
        .hasSize(3)
        .hasOnlyElementsOfType(Compatible.class);
  }

  private SchemaFiles old;
  private SchemaFiles now;

  private List<Breaking> breaking(String before, String after) throws IOException {
    return breaking(List.of(before), List.of(after));
  }

  private List<Breaking> breaking(List<String> before, List<String> after) throws IOException {
    changes(before, after);
    return Changes.between(old.catalogue(), now.catalogue()).breaking();
  }

  private List<Change> changes(String before, String after) throws IOException {
    return changes(List.of(before), List.of(after));
  }

  private List<Change> changes(List<String> before, List<String> after) throws IOException {
    old = read("old", before);
    now = read("new", after);
    return Changes.between(old.catalogue(), now.catalogue()).all();
  }

  private SchemaFiles read(String name, List<String> yaml) throws IOException {
    Path directory = Files.createTempDirectory(folder, name);
    for (String text : yaml) {
      Files.writeString(directory.resolve(yaml.indexOf(text) + ".yaml"), text);
    }
    var problems = new Problems();
    SchemaFiles files = SchemaFiles.read(directory, problems);
    assertThat(problems.list()).isEmpty();
    return files;
  }

  private int line(Change change) {
    SchemaFiles files = change.side() == Side.OLD ? old : now;
    return files.places().of(change.part()).orElseThrow().line();
  }

  private static String edit(String before, String after) {
    String from = before.replace("\\n", "\n");
    String edited = BASE.replace(from, after == null ? "" : after.replace("\\n", "\n"));
    assertThat(edited).as("the edit changes something").isNotEqualTo(BASE);
    return edited;
  }
}
