package io.freshet.offline.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.freshet.offline.Payments;
import io.freshet.offline.TestCatalog;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ViewTablesTest {
  private static final Instant LATER = Payments.NOW.plusSeconds(5);

  @TempDir Path folder;

  @Test
  void aRowOfEveryTypeComesBackFromAFileAsItWas() {
    Payments payments =
        Payments.of(
            ordered(
                "user_id",
                "string",
                "shop",
                "int64",
                "day",
                "timestamp",
                "code",
                "bytes",
                "flag",
                "bool",
                "small",
                "int32",
                "big",
                "int64",
                "half",
                "float32",
                "whole",
                "float64",
                "text",
                "string",
                "raw",
                "bytes",
                "seen",
                "timestamp",
                "tags",
                "array<array<int32>>",
                "named",
                "map<string,array<timestamp>>"),
            List.of("user_id", "shop", "day", "code"),
            List.of(
                "flag", "small", "big", "half", "whole", "text", "raw", "seen", "tags", "named"));
    Instant day = Instant.parse("2026-01-01T00:00:00.000001Z");
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("user_id", "a|b\\c|äλ😀");
    values.put("shop", Long.MIN_VALUE);
    values.put("day", day);
    values.put("code", bytes(0, -1, 124, 92));
    values.put("flag", true);
    values.put("small", -7);
    values.put("big", Long.MAX_VALUE);
    values.put("half", 0.1f);
    values.put("whole", -1.0e-120);
    values.put("text", "");
    values.put("raw", bytes());
    values.put("seen", day);
    values.put("tags", List.of(List.of(1, 2), List.of()));
    values.put("named", Map.of("x", List.of(day)));

    Record row = written(payments, payments.item(values, day, LATER, OptionalLong.of(9)));

    assertThat(row.getField("user_id")).isEqualTo("a|b\\c|äλ😀");
    assertThat(row.getField("shop")).isEqualTo(Long.MIN_VALUE);
    assertThat(row.getField("day")).isEqualTo(day.atOffset(ZoneOffset.UTC));
    assertThat(row.getField("code")).isEqualTo(bytes(0, -1, 124, 92));
    assertThat(row.getField("flag")).isEqualTo(true);
    assertThat(row.getField("small")).isEqualTo(-7);
    assertThat(row.getField("big")).isEqualTo(Long.MAX_VALUE);
    assertThat(row.getField("half")).isEqualTo(0.1f);
    assertThat(row.getField("whole")).isEqualTo(-1.0e-120);
    assertThat(row.getField("text")).isEqualTo("");
    assertThat(row.getField("raw")).isEqualTo(bytes());
    assertThat(row.getField("seen")).isEqualTo(day.atOffset(ZoneOffset.UTC));
    assertThat(row.getField("tags")).isEqualTo(List.of(List.of(1, 2), List.of()));
    assertThat(row.getField("named")).isEqualTo(Map.of("x", List.of(day.atOffset(ZoneOffset.UTC))));
    assertThat(row.getField(Columns.EVENT_TIME)).isEqualTo(day.atOffset(ZoneOffset.UTC));
    assertThat(row.getField(Columns.INGESTION_TIME)).isEqualTo(LATER.atOffset(ZoneOffset.UTC));
    assertThat(row.getField(Columns.SEQUENCE)).isEqualTo(9L);
    assertThat(row.getField(Columns.ORIGIN)).isEqualTo("payments/0");
    assertThat(row.getField(Columns.IS_DELETED)).isEqualTo(false);
    assertThat((byte[]) row.getField(Columns.CONTENT_HASH)).hasSize(16);
  }

  @Test
  void aTombstoneHasItsEntityAndNothingElse() {
    Payments payments = Payments.plain();

    Record row =
        written(
            payments,
            payments.item(
                Map.of("user_id", "u1", "amount", 1.5),
                Payments.NOW,
                LATER,
                OptionalLong.empty(),
                true));

    assertThat(row.getField("user_id")).isEqualTo("u1");
    assertThat(row.getField("amount")).isNull();
    assertThat(row.getField(Columns.SEQUENCE)).isNull();
    assertThat(row.getField(Columns.IS_DELETED)).isEqualTo(true);
  }

  @Test
  void fieldsThatAreNamedLikeOurColumnsGetAnUnderscore() {
    Payments payments =
        Payments.with(ordered("event_time", "string", "Sequence", "int64", "sequence_", "int64"));
    Map<String, Object> values =
        Map.of("user_id", "u1", "event_time", "noon", "Sequence", 1L, "sequence_", 2L);

    Record row = written(payments, payments.item(values, Payments.NOW, LATER, OptionalLong.of(3)));

    assertThat(row.getField("event_time_")).isEqualTo("noon");
    assertThat(row.getField("Sequence_")).isEqualTo(1L);
    assertThat(row.getField("sequence__")).isEqualTo(2L);
    assertThat(row.getField("sequence")).isEqualTo(3L);
  }

  @Test
  void aFieldThatIsAddedBecomesAColumnAndOneThatIsRemovedStays() {
    Payments before = Payments.with(Map.of("amount", "float64"));
    written(
        before,
        before.item(
            Map.of("user_id", "u1", "amount", 1.0), Payments.NOW, LATER, OptionalLong.of(1)));
    Payments after = Payments.with(Map.of("tags", "array<string>"));

    written(
        after,
        after.item(
            Map.of("user_id", "u2", "tags", List.of("x")),
            Payments.NOW,
            LATER,
            OptionalLong.of(2)));

    try (ViewTables tables = TestCatalog.open(folder)) {
      Table table = tables.find(Payments.WORKSPACE, Payments.VIEW).orElseThrow();
      assertThat(TestCatalog.rows(table))
          .extracting(
              row -> row.getField("user_id"),
              row -> row.getField("amount"),
              row -> row.getField("tags"))
          .containsExactlyInAnyOrder(tuple("u1", 1.0, null), tuple("u2", null, List.of("x")));
    }
  }

  @Test
  void aFieldWhoseTypeNoColumnCanTakeIsRefused() {
    try (ViewTables tables = TestCatalog.open(folder)) {
      Payments before = Payments.with(Map.of("amount", "string"));
      tables.ensure(before.source(), before.view());
      Payments after = Payments.with(Map.of("amount", "float64"));

      assertThatThrownBy(() -> tables.ensure(after.source(), after.view()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("amount");
    }
  }

  private Record written(Payments payments, Map<String, AttributeValue> item) {
    try (ViewTables tables = TestCatalog.open(folder)) {
      Table table = tables.ensure(payments.source(), payments.view());
      Record record = RowRecords.of(LogRow.of(payments.schemas(), item), table.schema());
      var append = table.newAppend();
      RowFiles.write(table, List.of(record), 1 << 20).forEach(append::appendFile);
      append.commit();
      return TestCatalog.rows(table).getFirst();
    }
  }

  private static ByteBuffer bytes(int... values) {
    var bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return ByteBuffer.wrap(bytes);
  }

  private static Map<String, String> ordered(String... pairs) {
    Map<String, String> map = new LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i], pairs[i + 1]);
    }
    return map;
  }
}
