package io.freshet.ingest.store.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.ingest.Samples;
import io.freshet.ingest.plan.SourcePlan;
import io.freshet.ingest.plan.Values;
import io.freshet.ingest.request.PushedRecord;
import io.freshet.ingest.write.Row;
import io.freshet.ingest.write.Rows;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Rows with values of every kind, the awkward ones first. */
final class RichRows {
  private static final Map<String, Object> EVERYTHING =
      Map.of(
          "tags", List.of("card", "\"quoted\" \\ \u0001 é 😀", ""),
          "scores", Map.of("a.b", 0.1, "ü", -9.99E125, "", 1E-130),
          "raw", ByteBuffer.wrap(new byte[] {0, -1, 2, 3}).position(1).asReadOnlyBuffer(),
          "count", Long.MIN_VALUE,
          "small", Integer.MAX_VALUE);

  private RichRows() {}

  static List<Row> withEverything() {
    return rows(EVERYTHING, OptionalLong.of(Long.MAX_VALUE), Optional.of("t/0"), false);
  }

  static List<Row> withoutWhatIsOptional() {
    return rows(Map.of(), OptionalLong.empty(), Optional.empty(), false);
  }

  static List<Row> deleted() {
    return rows(EVERYTHING, OptionalLong.of(0), Optional.of("t/0"), true);
  }

  private static List<Row> rows(
      Map<String, Object> fields, OptionalLong sequence, Optional<String> origin, boolean delete) {
    SourcePlan plan = Samples.plan();
    var values = new Values(plan.fields());
    values.set(plan.fields().position("user_id"), "u|\\1 é");
    values.set(plan.fields().position("amount"), -1.25);
    values.set(plan.fields().position("event_time"), Samples.NOW);
    fields.forEach((name, value) -> values.set(plan.fields().position(name), value));
    List<Row> rows = Rows.of(new PushedRecord(plan, 0, values, sequence, origin, delete), 7);
    assertThat(rows).isNotEmpty();
    return rows;
  }
}
