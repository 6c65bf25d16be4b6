package io.freshet.offline.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.offline.Payments;
import io.freshet.offline.TestCatalog;
import io.freshet.offline.table.LogRow;
import io.freshet.offline.table.RowFiles;
import io.freshet.offline.table.RowRecords;
import io.freshet.offline.table.ViewTables;
import io.freshet.offline.training.Moments.Row;
import io.freshet.schema.Catalogue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.FileMetadata;
import org.apache.iceberg.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingSetTest {
  private static final Instant DAY = Instant.parse("2026-01-01T00:00:00.000001Z");

  @TempDir Path folder;

  @Test
  void valuesOfEveryTypeArriveAsTheyWere() throws IOException {
    Payments payments = everyType();
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("user_id", "a|b\\c,\"ä😀");
    values.put("shop", -7);
    values.put("day", DAY);
    values.put("code", ByteBuffer.wrap(new byte[] {0, -1}));
    values.put("member", true);
    values.put("flag", false);
    values.put("small", -7);
    values.put("big", Long.MAX_VALUE);
    values.put("half", 0.1f);
    values.put("whole", -1.0e-120);
    values.put("text", "");
    values.put("raw", ByteBuffer.wrap(new byte[] {1, 2}));
    values.put("seen", DAY);
    values.put("tags", List.of(List.of(1, 2), List.of()));
    values.put("named", Map.of("x", List.of(1.5)));
    try (ViewTables tables = TestCatalog.open(folder)) {
      add(tables, payments, values, DAY);
      Files.writeString(
          folder.resolve("spine.csv"),
          """
          user_id,shop,day,code,member,timestamp
          "a|b\\c,""ä😀",-7,2026-01-01T01:00:00.000001+01:00,AP8=,TRUE,2026-02-01T00:00:00Z
          """);

      build(tables, payments, "out.parquet");
      build(tables, payments, "out.csv");
    }

    String view = Payments.VIEW + "__";
    assertThat(
            Duck.rows(
                "SELECT * EXCLUDE (user_id, shop, day, code, member, timestamp) FROM '"
                    + folder.resolve("out.parquet")
                    + "'"))
        .containsExactly(
            "false|-7|9223372036854775807|0.1|-1.0E-120||\\x01\\x02|2026-01-01T00:00:00.000001Z"
                + "|[[1, 2], []]|{x=[1.5]}");
    assertThat(Files.readAllLines(folder.resolve("out.csv")))
        .containsExactly(
            "user_id,shop,day,code,member,timestamp,"
                + view
                + String.join(
                    "," + view,
                    List.of(
                        "flag", "small", "big", "half", "whole", "text", "raw", "seen", "tags",
                        "named")),
            "\"a|b\\c,\"\"ä😀\",-7,2026-01-01T01:00:00.000001+01:00,AP8=,TRUE,2026-02-01T00:00:00Z,"
                + "false,-7,9223372036854775807,0.1,-1e-120,\"\",AQI=,2026-01-01T00:00:00.000001Z,"
                + "\"[[1,2],[]]\",\"{\"\"x\"\":[1.5]}\"");
  }

  @Test
  void aFeatureThatCameLaterIsEmptyInOlderRowsAndInATableThatHasNoneOfIt() throws IOException {
    Payments before = Payments.with(Map.of("amount", "float64"));
    Payments after = Payments.with(Map.of("tags", "array<string>"));
    Payments soon = Payments.with(Map.of("Event_Time", "int64"));
    Files.writeString(
        folder.resolve("spine.csv"),
        "user_id,timestamp\nu1,2026-02-01T00:00:00Z\nu2,2026-02-01T00:00:00Z\n");
    try (ViewTables tables = TestCatalog.open(folder)) {
      add(tables, before, Map.of("user_id", "u1", "amount", 1.0), DAY);
      add(tables, after, Map.of("user_id", "u2", "tags", List.of("x")), DAY);

      build(tables, after, "after.csv");
      build(tables, soon, "soon.csv");
    }

    assertThat(folder.resolve("after.csv"))
        .hasContent(
            "user_id,timestamp,payments__tags\nu1,2026-02-01T00:00:00Z,\n"
                + "u2,2026-02-01T00:00:00Z,\"[\"\"x\"\"]\"\n");
    assertThat(folder.resolve("soon.csv"))
        .hasContent(
            "user_id,timestamp,payments__Event_Time_\nu1,2026-02-01T00:00:00Z,\n"
                + "u2,2026-02-01T00:00:00Z,\n");
  }

  @Test
  void aTableThatNobodyHasWrittenToGivesEmptyFeaturesAndAMissingOneIsAProblem() throws IOException {
    Payments payments = Payments.plain();
    Files.writeString(folder.resolve("spine.csv"), "user_id,timestamp\nu1,2026-02-01T00:00:00Z\n");
    try (ViewTables tables = TestCatalog.open(folder)) {
      assertThat(answer(tables, payments, "out.csv"))
          .isInstanceOfSatisfying(
              Answer.Refused.class,
              refused ->
                  assertThat(refused.problems().toString())
                      .contains("--view payments: has no table in the catalog"));
      tables.ensure(payments.source(), payments.view());

      Summary summary = build(tables, payments, "out.csv");

      assertThat(summary.views().getFirst().empty()).isEqualTo(1);
      assertThat(summary.warnings()).isEmpty();
    }
  }

  @Test
  void whatABackfillLeavesEmptyIsCountedAndToldHowToFill() throws IOException {
    try (var moments = new Moments(Optional.empty())) {
      Instant later = DAY.plusSeconds(86_400);
      moments.add(
          List.of(new Row("u1", 7, DAY, later, Optional.empty(), false, 1, "filled in later")));
      Files.writeString(
          folder.resolve("spine.csv"),
          "user_id,shop,timestamp\nu1,7,2026-01-01T12:00:00Z\nu2,7,2026-01-01T12:00:00Z\n");
      var training = new TrainingSet(moments.tables(), moments.catalogue(), _ -> {});

      Answer answer = training.build(Asking.in(folder).from("spine.csv", "out.csv"));

      assertThat(answer)
          .isInstanceOfSatisfying(
              Answer.Built.class,
              built ->
                  assertThat(built.summary().warnings())
                      .singleElement()
                      .asString()
                      .contains("logins: 1 of 2 rows are empty", "--knowledge event"));
    }
  }

  @Test
  void aTableWhoseRowsSomebodyDeletedByDeleteFilesIsRefused() throws IOException {
    try (var moments = new Moments(Optional.empty())) {
      moments.add(List.of(new Row("u1", 7, DAY, DAY, Optional.empty(), false, 1, "x")));
      deleteSomething(moments.table());
      Files.writeString(
          folder.resolve("spine.csv"), "user_id,shop,timestamp\nu1,7,2026-01-01T12:00:00Z\n");
      var training = new TrainingSet(moments.tables(), moments.catalogue(), _ -> {});

      assertThatThrownBy(() -> training.build(Asking.in(folder).from("spine.csv", "out.csv")))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("delete files");
      assertThat(folder.resolve("out.csv")).doesNotExist();
    }
  }

  private static void deleteSomething(Table table) throws IOException {
    DataFile file;
    try (var tasks = table.newScan().planFiles()) {
      file = tasks.iterator().next().file();
    }
    table
        .newRowDelta()
        .addDeletes(
            FileMetadata.deleteFileBuilder(table.spec())
                .ofPositionDeletes()
                .withPath(file.location() + ".deletes.parquet")
                .withPartition(file.partition())
                .withFileSizeInBytes(1)
                .withRecordCount(1)
                .build())
        .commit();
  }

  private static Payments everyType() {
    Map<String, String> types = new LinkedHashMap<>();
    types.put("user_id", "string");
    types.put("shop", "int32");
    types.put("day", "timestamp");
    types.put("code", "bytes");
    types.put("member", "bool");
    types.put("flag", "bool");
    types.put("small", "int32");
    types.put("big", "int64");
    types.put("half", "float32");
    types.put("whole", "float64");
    types.put("text", "string");
    types.put("raw", "bytes");
    types.put("seen", "timestamp");
    types.put("tags", "array<array<int32>>");
    types.put("named", "map<string,array<float64>>");
    List<String> names = List.copyOf(types.keySet());
    return Payments.of(types, names.subList(0, 5), names.subList(5, names.size()));
  }

  private static void add(
      ViewTables tables, Payments payments, Map<String, Object> values, Instant at) {
    Table table = tables.ensure(payments.source(), payments.view());
    table.refresh();
    var item = payments.item(values, at, at.plusSeconds(1), OptionalLong.of(1));
    var append = table.newAppend();
    RowFiles.write(
            table,
            List.of(RowRecords.of(LogRow.of(payments.schemas(), item), table.schema())),
            1 << 20)
        .forEach(append::appendFile);
    append.commit();
  }

  private Summary build(ViewTables tables, Payments payments, String out) {
    Answer answer = answer(tables, payments, out);
    assertThat(answer).isInstanceOf(Answer.Built.class);
    return ((Answer.Built) answer).summary();
  }

  private Answer answer(ViewTables tables, Payments payments, String out) {
    return new TrainingSet(tables, new Catalogue(List.of(payments.source())), _ -> {})
        .build(Asking.in(folder).of(Payments.WORKSPACE, Payments.VIEW).from("spine.csv", out));
  }
}
