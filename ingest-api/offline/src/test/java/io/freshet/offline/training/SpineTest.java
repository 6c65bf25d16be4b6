package io.freshet.offline.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.offline.training.Moments.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpineTest {
  private static final Instant NOON = Instant.parse("2026-07-01T12:00:00Z");

  @TempDir Path folder;
  private final Moments moments = new Moments(Optional.empty());

  @BeforeEach
  void log() {
    moments.add(
        List.of(
            new Row("u1", 7, NOON, NOON, Optional.empty(), false, 1, "noon"),
            new Row(
                "u1", 7, NOON.plusSeconds(1), NOON, Optional.empty(), false, 1, "a second later")));
  }

  @AfterEach
  void close() {
    moments.close();
  }

  @Test
  void aColumnThatIsMissingIsNamedWithWhatWasProbablyMeant() throws IOException {
    assertThat(refused("user,shop,Timestamp\nu1,7,2026-07-01T12:00:00Z\n"))
        .contains("spine.csv: user_id: there is no such column", "known: user, shop, Timestamp")
        .contains("spine.csv: timestamp: there is no such column (did you mean Timestamp?)")
        .doesNotContain("shop: there");
  }

  @Test
  void anUnreadableValueIsToldWithItsLineAlsoBehindALineBreakInAValue() throws IOException {
    assertThat(
            refused(
                """
                user_id,shop,timestamp,label
                u1,7,2026-07-01T12:00:00Z,"one
                two"
                u1,7,2026-13-01T12:00:00Z,x
                u1,7.5,2026-07-01T12:00:00Z,x
                u1,7,2026-07-01T12:00:00,x
                u1,7,,x
                """))
        .contains(
            "spine.csv:4: timestamp: expected a timestamp with an offset, such as 2026-01-04T00:25:06Z (or say --time-zone)")
        .contains("spine.csv:5: shop: expected int64")
        .contains("spine.csv:6: timestamp: expected a timestamp with an offset")
        .contains("spine.csv:7: timestamp: expected")
        .doesNotContain("spine.csv:2", "spine.csv:3");
  }

  @Test
  void ofManyUnreadableRowsTheFirstTenAreListedAndTheOthersCounted() throws IOException {
    String rows = "u1,7,yesterday\n".repeat(25);

    assertThat(refused("user_id,shop,timestamp\n" + rows))
        .contains("spine.csv:2: timestamp", "spine.csv:11: timestamp", "and 15 rows more")
        .doesNotContain("spine.csv:12");
  }

  @Test
  void anEmptySpineAndAMissingOneAreRefused() throws IOException {
    assertThat(refused("user_id,shop,timestamp\n")).contains("spine.csv: has no rows");
    assertThat(problems(Asking.in(folder).from("none.csv", "out.csv")))
        .contains("none.csv: there is no such file");
    assertThat(problems(Asking.in(folder).from("none.txt", "out.txt")))
        .contains("out.txt: is neither .csv nor .parquet");
  }

  @Test
  void aFileWhoseRowsAreOfDifferentLengthsIsRefused() throws IOException {
    assertThat(refused("user_id,shop,timestamp\nu1,7,2026-07-01T12:00:00Z\nu1,7\n"))
        .contains("spine.csv: cannot be read", "commas between values, as many in every row");
  }

  @Test
  void unknownViewsAndWorkspacesAreToldWithWhatWasProbablyMeant() throws IOException {
    Files.writeString(folder.resolve("spine.csv"), "user_id,shop,timestamp\n");

    assertThat(problems(Asking.in(folder).of("prod", "login").from("spine.csv", "out.csv")))
        .contains("--view login: workspace prod has no such feature view (did you mean logins?)");
    assertThat(problems(Asking.in(folder).of("prd", "logins").from("spine.csv", "out.csv")))
        .contains("--workspace prd: no schema file is of this workspace (did you mean prod?)");
    assertThat(
            problems(Asking.in(folder).of("prod", "logins", "logins").from("spine.csv", "o.csv")))
        .contains("--view logins: is named twice");
  }

  @Test
  void anOutputThatIsThereIsKeptAndAColumnOfItsNameIsRefused() throws IOException {
    Files.writeString(folder.resolve("there.csv"), "precious");
    spine("user_id,shop,timestamp,Logins__Note\nu1,7,2026-07-01T12:00:00Z,x\n");

    assertThat(problems(Asking.in(folder).from("spine.csv", "there.csv")))
        .contains("there.csv: is there already (give another name, or --overwrite)");
    assertThat(problems(Asking.in(folder).from("spine.csv", "out.csv")))
        .contains("logins__note: the training set would have two columns of this name");
    assertThat(folder.resolve("there.csv")).hasContent("precious");
    assertThat(folder.resolve("out.csv")).doesNotExist();
  }

  @Test
  void timestampsOfEveryOffsetAreMomentsAndOrderDuplicatesAndTextsStay() throws IOException {
    spine(
        """
        user_id,shop,timestamp,label
        u1,7,2026-07-01T14:00:00+02:00,007
        u2,7,2026-07-01t12:00:00z,
        u1,7,2026-07-01 14:00+02,""
        u1,7,2026-07-01T14:00:00+02:00,007
        ,7,2026-07-01T14:00:00Z,no user
        u1,7,2026-07-01T11:59:59.9999999Z,just before
        u1,7,2026-07-01T12:00:01.0000009Z,"a, b"
        """);

    built(Asking.in(folder).from("spine.csv", "out.csv"));

    assertThat(folder.resolve("out.csv"))
        .hasContent(
            """
            user_id,shop,timestamp,label,logins__note
            u1,7,2026-07-01T14:00:00+02:00,007,noon
            u2,7,2026-07-01t12:00:00z,,
            u1,7,2026-07-01 14:00+02,"",noon
            u1,7,2026-07-01T14:00:00+02:00,007,noon
            ,7,2026-07-01T14:00:00Z,no user,
            u1,7,2026-07-01T11:59:59.9999999Z,just before,
            u1,7,2026-07-01T12:00:01.0000009Z,"a, b",a second later
            """);
  }

  @Test
  void timestampsWithoutAnOffsetAreOfTheZoneThatIsGiven() throws IOException {
    spine(
        "user_id,shop,timestamp\nu1,7,2026-07-01T14:00:00\nu1,7,2026-07-01T13:59:59\n"
            + "u1,7,2026-07-01T12:00:00Z\n");

    built(Asking.in(folder).zoned("Europe/Berlin").from("spine.csv", "out.csv"));

    assertThat(folder.resolve("out.csv"))
        .hasContent(
            """
            user_id,shop,timestamp,logins__note
            u1,7,2026-07-01T14:00:00,noon
            u1,7,2026-07-01T13:59:59,
            u1,7,2026-07-01T12:00:00Z,noon
            """);
  }

  @Test
  void inParquetWhatWasTextHasItsType() throws IOException {
    spine("user_id,shop,timestamp,label,weight\nu1,7,2026-07-01T14:00:00+02:00,1,0.5\n");

    built(Asking.in(folder).from("spine.csv", "out.parquet"));

    Path out = folder.resolve("out.parquet");
    assertThat(Duck.rows("DESCRIBE SELECT * FROM '" + out + "'"))
        .extracting(row -> row.substring(0, row.indexOf("|YES")))
        .containsExactly(
            "user_id|VARCHAR",
            "shop|BIGINT",
            "timestamp|TIMESTAMP WITH TIME ZONE",
            "label|BIGINT",
            "weight|DOUBLE",
            "logins__note|VARCHAR");
    assertThat(Duck.rows("SELECT epoch_us(timestamp), logins__note FROM '" + out + "'"))
        .containsExactly(NOON.toEpochMilli() * 1_000 + "|noon");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "make_timestamp_ns(1782907200999999999)",
        "TIMESTAMPTZ_NS '2026-07-01 12:00:00.999999999+00'",
        "TIMESTAMPTZ '2026-07-01 12:00:00.999999+00'",
        "TIMESTAMP_MS '2026-07-01 12:00:00.999'",
        "'2026-07-01T12:00:00.999999999Z'"
      })
  void aParquetSpineIsReadByItsTypesAndFinerTimesAreCutOff(String timestamp) {
    parquet("'u1' AS user_id, 7::INTEGER AS shop, " + timestamp + " AS timestamp");

    built(Asking.in(folder).zoned("UTC").from("spine.parquet", "out.csv"));

    assertThat(folder.resolve("out.csv")).content().endsWith(",noon\n");
  }

  @Test
  void aParquetSpineOfOtherTypesIsRefused() {
    parquet("1 AS user_id, 7.0::DOUBLE AS shop, TIMESTAMP '2026-07-01 12:00:00' AS timestamp");

    assertThat(problems(Asking.in(folder).from("spine.parquet", "out.csv")))
        .contains("spine.parquet: user_id: expected string, got INTEGER")
        .contains("spine.parquet: shop: expected int64, got DOUBLE (pandas makes floats")
        .contains(
            "spine.parquet: timestamp: its timestamps name no time zone (say which: --time-zone UTC)");
    parquet("'u1' AS user_id, 5000000000000000000000::HUGEINT AS shop, 12 AS timestamp");
    assertThat(problems(Asking.in(folder).from("spine.parquet", "out.csv")))
        .contains("timestamp: expected a timestamp, got INTEGER");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"sp*.csv", "spin?.csv", "spin[ef].csv", "sp**.parquet", "spin[!e].parquet"})
  void theSpineIsTheFileOfThatNameAndNoPattern(String name) throws IOException {
    Path named = Files.createDirectories(folder.resolve("some[1]*")).resolve(name);
    for (String other : List.of("spine", "spinf")) {
      parquet("'other' AS user_id, 7::BIGINT AS shop, '2026-07-01T12:00:00Z' AS timestamp");
      Files.copy(folder.resolve("spine.parquet"), named.resolveSibling(other + ".parquet"));
      Files.writeString(
          named.resolveSibling(other + ".csv"),
          "user_id,shop,timestamp\nother,7,2026-07-01T12:00:00Z\n");
    }
    if (name.endsWith(".csv")) {
      Files.writeString(named, "user_id,shop,timestamp\nu1,7,2026-07-01T12:00:00Z\n");
    } else {
      parquet("'u1' AS user_id, 7::BIGINT AS shop, '2026-07-01T12:00:00Z' AS timestamp");
      Files.move(folder.resolve("spine.parquet"), named);
    }

    built(Asking.in(named.getParent()).from(name, "out.csv"));

    assertThat(named.resolveSibling("out.csv"))
        .hasContent("user_id,shop,timestamp,logins__note\nu1,7,2026-07-01T12:00:00Z,noon\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"what?", "a;b"})
  void aFolderThatTheJoinCannotWorkInIsRefused(String name) throws IOException {
    Path work = Files.createDirectories(folder.resolve(name));
    Files.writeString(
        work.resolve("spine.csv"), "user_id,shop,timestamp\nu1,7,2026-07-01T12:00:00Z\n");

    assertThat(problems(Asking.in(work).from("spine.csv", "out.csv")))
        .contains(name + ": the join cannot work in a folder with ? or ; in its name", "--temp");
  }

  @ParameterizedTest
  @ValueSource(strings = {"spine.csv", "spine.parquet"})
  void aFolderThatIsNamedLikeAPartitionAddsNoColumn(String name) throws IOException {
    Path day = Files.createDirectories(folder.resolve("label=7"));
    spine("user_id,shop,timestamp\nu1,7,2026-07-01T12:00:00Z\n");
    parquet("'u1' AS user_id, 7::BIGINT AS shop, '2026-07-01T12:00:00Z' AS timestamp");
    Files.move(folder.resolve(name), day.resolve(name));

    built(Asking.in(day).from(name, "out.csv"));

    assertThat(day.resolve("out.csv"))
        .hasContent("user_id,shop,timestamp,logins__note\nu1,7,2026-07-01T12:00:00Z,noon\n");
  }

  @Test
  void nothingIsLeftBehind() throws IOException {
    spine("user_id,shop,timestamp\nu1,7,2026-07-01T14:00:00+02:00\n");

    built(Asking.in(folder).from("spine.csv", "out.csv"));

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("spine.csv", "out.csv");
    }
  }

  private void parquet(String columns) {
    Duck.run("COPY (SELECT " + columns + ") TO '" + folder.resolve("spine.parquet") + "'");
  }

  private void spine(String content) throws IOException {
    Files.writeString(folder.resolve("spine.csv"), content);
  }

  private String refused(String content) throws IOException {
    spine(content);
    return problems(Asking.in(folder).from("spine.csv", "out.csv"));
  }

  private String problems(Request request) {
    Answer answer = build(request);
    assertThat(answer).isInstanceOf(Answer.Refused.class);
    return ((Answer.Refused) answer).problems().toString();
  }

  private void built(Request request) {
    Answer answer = build(request);
    assertThat(answer).as(answer::toString).isInstanceOf(Answer.Built.class);
  }

  private Answer build(Request request) {
    return new TrainingSet(moments.tables(), moments.catalogue(), _ -> {}).build(request);
  }
}
