package io.freshet.ingest.store.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.ingest.Samples;
import io.freshet.ingest.plan.SourcePlan;
import io.freshet.ingest.plan.Values;
import io.freshet.ingest.read.ReadTables.Consistency;
import io.freshet.ingest.request.PushRequest;
import io.freshet.ingest.request.PushedRecord;
import io.freshet.ingest.validate.Validator;
import io.freshet.ingest.write.Row;
import io.freshet.ingest.write.Rows;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/**
 * The largest record that the validator lets through is one that DynamoDB takes, and comes back as
 * it was: a record that is accepted and then refused by the store would be retried for ever.
 */
class ItemLimitsIT {
  private static final LocalStore LOCAL = LocalStore.withPrefix("limits_");

  private final SourcePlan plan = Samples.plan();
  private final Validator validator = new Validator(() -> Samples.NOW);

  @Test
  void ofText() {
    largest("tags", size -> List.of("é".repeat(size)));
  }

  @Test
  void ofManyShortTexts() {
    largest("tags", size -> Collections.nCopies(size, "0123456789"));
  }

  @Test
  void ofNumbersInAMap() {
    largest("scores", ItemLimitsIT::numbers);
  }

  @Test
  void ofBytes() {
    largest("raw", size -> ByteBuffer.wrap(new byte[size]).asReadOnlyBuffer());
  }

  @Test
  void ofAKey() {
    PushedRecord pushed = record("u|".repeat(678), Map.of());
    assertThat(valid(pushed)).isTrue();
    stored(pushed);
  }

  @Test
  void numbersOfEveryMagnitudeComeBackAsTheyWere() {
    Map<String, Object> extremes =
        Map.of(
            "a",
            9.99E125,
            "b",
            -9.99E125,
            "c",
            1E-130,
            "d",
            -1E-130,
            "e",
            0.1,
            "f",
            1.0 / 3,
            "g",
            123456789012345680000.0,
            "h",
            0.0);
    PushedRecord pushed =
        record(
            UUID.randomUUID().toString(),
            Map.of("scores", extremes, "count", Long.MIN_VALUE, "small", Integer.MIN_VALUE));
    Row row = stored(pushed);
    Values read =
        LOCAL
            .store()
            .reads()
            .online(row.view(), Set.of(row.key()), Consistency.STRONG)
            .join()
            .get(row.key())
            .features();
    for (String name : List.of("scores", "count", "small")) {
      int position = plan.fields().position(name);
      assertThat(read.at(position)).isEqualTo(pushed.values().at(position));
    }
  }

  /** Finds the largest that is valid, by halving, and stores it. */
  private void largest(String field, IntFunction<Object> value) {
    String user = UUID.randomUUID().toString();
    int valid = 1;
    int invalid = 500_000;
    while (invalid - valid > 1) {
      int size = (valid + invalid) / 2;
      if (valid(record(user, Map.of(field, value.apply(size))))) {
        valid = size;
      } else {
        invalid = size;
      }
    }
    assertThat(invalid).isLessThan(500_000);
    stored(record(user, Map.of(field, value.apply(valid))));
  }

  private static Map<String, Object> numbers(int size) {
    Map<String, Object> numbers = new HashMap<>();
    for (int i = 0; i < size; i++) {
      numbers.put("k" + i, -1.2345678901234567E-100 * (i + 1));
    }
    return numbers;
  }

  private boolean valid(PushedRecord pushed) {
    var request = new PushRequest("prod", false, List.of(pushed), List.of());
    return validator.violations(request).isEmpty();
  }

  private static Row stored(PushedRecord pushed) {
    Row row = Rows.of(pushed, 1).getFirst();
    LOCAL.put(row);
    return row;
  }

  private PushedRecord record(String user, Map<String, Object> fields) {
    var values = new Values(plan.fields());
    values.set(plan.fields().position("user_id"), user);
    values.set(plan.fields().position("amount"), -1.2345678901234567E-100);
    values.set(plan.fields().position("event_time"), Samples.NOW);
    fields.forEach((name, value) -> values.set(plan.fields().position(name), value));
    return new PushedRecord(
        plan, 0, values, OptionalLong.of(Long.MAX_VALUE), Optional.of("t".repeat(512)), false);
  }
}
