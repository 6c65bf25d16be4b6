package io.freshet.ingest.validate;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.api.RequestErrorType;
import io.freshet.ingest.Samples;
import io.freshet.ingest.answer.RecordError;
import io.freshet.ingest.plan.SourcePlan;
import io.freshet.ingest.request.JsonPushBody;
import io.freshet.ingest.request.Parsed;
import io.freshet.ingest.request.SourceLookup.Lookup;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a record, from the bytes of the request to the list of violations. */
class ViolationsTest {
  private static final String TIME = "2076-06-01T11:00:00Z";

  private final SourcePlan plan = Samples.plan();
  private final Validator validator = new Validator(() -> Samples.NOW);

  @Test
  void aValidRecordHasNone() {
    assertThat(
            of(
                with(
                    "\"count\":\"-9223372036854775808\",\"small\":-2147483648,\"flag\":false,"
                        + "\"raw\":\"\",\"tags\":[],\"scores\":{},\"seen\":\"0001-01-01T00:00:00Z\"")))
        .isEmpty();
  }

  @Test
  void everyViolationOfEveryRecordIsListedWithWhereAndWhat() {
    List<RecordError> errors =
        errors(
            "[{\"record\":%s},{\"record\":{\"user_id\":7,\"amount\":\"9\",\"amuont\":1,\"tags\":[\"a\",1]}},"
                    .formatted(with(""))
                + "{\"record\":{},\"sequence\":-1,\"origin\":5}]");
    assertThat(errors)
        .extracting(error ->
            error.pushSource() + "[" + error.index() + "]." + error.field() + " " + error.type())
        .containsExactlyInAnyOrder(
            "payments[1].user_id TYPE_MISMATCH",
            "payments[1].amount TYPE_MISMATCH",
            "payments[1].amuont UNKNOWN_FIELD",
            "payments[1].tags TYPE_MISMATCH",
            "payments[1].event_time MISSING_REQUIRED",
            "payments[2].sequence OUT_OF_RANGE",
            "payments[2].origin TYPE_MISMATCH",
            "payments[2].user_id MISSING_REQUIRED",
            "payments[2].amount MISSING_REQUIRED",
            "payments[2].event_time MISSING_REQUIRED");
    assertThat(errors)
        .extracting(RecordError::message)
        .contains(
            "amount: expected float64, got a string",
            "amuont: unknown field; did you mean amount?",
            "tags: [1]: expected string, got a number",
            "user_id: is required");
  }

  @Test
  void aFieldThatIsNullIsAbsent() {
    assertThat(of(with("\"count\":null,\"tags\":null,\"scores\":null,\"seen\":null"))).isEmpty();
    assertThat(of("{\"user_id\":null,\"amount\":1,\"event_time\":\"%s\"}".formatted(TIME)))
        .containsExactly("user_id MISSING_REQUIRED");
  }

  @ParameterizedTest
  @CsvSource({
    "count, 9223372036854775807",
    "count, '\"9223372036854775807\"'",
    "count, 1e3",
    "count, 1.50E2",
    "count, -0",
    "count, 0e9999999999",
    "small, 2147483647",
    "small, 2.0",
    "flag, true",
    "raw, '\"AAE=\"'",
    "raw, '\"AAE\"'",
    "tags, '[\"\",\"é\",\"\\uD83D\\uDE00\"]'",
    "scores, '{\"a\":1,\"b\":1e-130,\"c\":-9.99e125,\"d\":-0.0}'",
    "seen, '\"2016-12-31T23:59:60Z\"'",
    "seen, '\"2017-01-01T05:29:60+05:30\"'",
    "seen, '\"9999-12-31T23:59:59.9999999Z\"'",
    "seen, '\"2026-01-04t00:25:06.1234567-12:30\"'",
  })
  void fits(String field, String json) {
    assertThat(of(with("\"" + field + "\":" + json))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "count, 1.5, TYPE_MISMATCH",
    "count, 1e-3, TYPE_MISMATCH",
    "count, 9223372036854775808, OUT_OF_RANGE",
    "count, -9223372036854775809, OUT_OF_RANGE",
    "count, '\"9223372036854775808\"', OUT_OF_RANGE",
    "count, 1e19, OUT_OF_RANGE",
    "count, 1e9999999999, OUT_OF_RANGE",
    "count, 1e2147483647, OUT_OF_RANGE",
    "count, 10e2147483647, OUT_OF_RANGE",
    "count, '\"1e3\"', TYPE_MISMATCH",
    "count, '\" 1\"', TYPE_MISMATCH",
    "count, '\"\"', TYPE_MISMATCH",
    "count, '\"NaN\"', TYPE_MISMATCH",
    "count, true, TYPE_MISMATCH",
    "count, '[1]', TYPE_MISMATCH",
    "count, '{\"a\":1}', TYPE_MISMATCH",
    "small, 2147483648, OUT_OF_RANGE",
    "small, -2147483649, OUT_OF_RANGE",
    "small, '\"1\"', TYPE_MISMATCH",
    "flag, 1, TYPE_MISMATCH",
    "flag, '\"true\"', TYPE_MISMATCH",
    "raw, '\"A\"', TYPE_MISMATCH",
    "raw, '\"AA E\"', TYPE_MISMATCH",
    "raw, '\"AA-_\"', TYPE_MISMATCH",
    "raw, '\"AAE==\"', TYPE_MISMATCH",
    "raw, 5, TYPE_MISMATCH",
    "tags, '\"a\"', TYPE_MISMATCH",
    "tags, '[\"a\",null]', TYPE_MISMATCH",
    "tags, '[[\"a\"],\"b\"]', TYPE_MISMATCH",
    "tags, '[\"\\uD800\"]', OUT_OF_RANGE",
    "tags, '{\"0\":\"a\"}', TYPE_MISMATCH",
    "scores, '[1]', TYPE_MISMATCH",
    "scores, '{\"a\":null}', TYPE_MISMATCH",
    "scores, '{\"a\":\"1\"}', TYPE_MISMATCH",
    "scores, '{\"a\":1e126}', OUT_OF_RANGE",
    "scores, '{\"a\":1e-131}', OUT_OF_RANGE",
    "scores, '{\"a\":1e-999}', OUT_OF_RANGE",
    "scores, '{\"a\":1e999}', OUT_OF_RANGE",
    "scores, '{\"\":1}', OUT_OF_RANGE",
    "seen, '\"2026-01-04\"', TYPE_MISMATCH",
    "seen, '\"2026-01-04T00:25:06\"', TYPE_MISMATCH",
    "seen, '\"2026-01-04T12:59:60Z\"', TYPE_MISMATCH",
    "seen, '\"2026-02-29T00:00:00Z\"', TYPE_MISMATCH",
    "seen, '\"0000-12-31T00:00:00Z\"', TYPE_MISMATCH",
    "seen, '\"9999-12-31T23:59:59-00:01\"', TYPE_MISMATCH",
    "seen, '\"0001-01-01T00:00:00+00:01\"', TYPE_MISMATCH",
    "seen, 1767486306, TYPE_MISMATCH",
  })
  void doesNotFit(String field, String json, String type) {
    assertThat(of(with("\"" + field + "\":" + json))).containsExactly(field + " " + type);
  }

  @ParameterizedTest
  @CsvSource({
    "2076-06-01T12:05:00Z, ''",
    "2076-06-01T14:05:00+02:00, ''",
    "2076-06-01T12:05:00.000001Z, event_time TIME_OUT_OF_RANGE",
    "2076-06-01T12:05:00.0000009Z, ''",
    "2071-06-03T12:00:00Z, ''",
    "2071-06-03T11:59:59.999999Z, event_time TIME_OUT_OF_RANGE",
  })
  void theEventTimeLiesBetweenTheSchemasBordersThemselvesIncluded(String time, String expected) {
    String record = "{\"user_id\":\"u\",\"amount\":1,\"event_time\":\"" + time + "\"}";
    assertThat(String.join(",", of(record))).isEqualTo(expected);
  }

  @Test
  void anEntityIsNeverEmptyAndSaidOnceForAllViews() {
    assertThat(of("{\"user_id\":\"\",\"amount\":1,\"event_time\":\"%s\"}".formatted(TIME)))
        .containsExactly("user_id INVALID_ENTITY");
  }

  @Test
  void aKeyHasTwoKilobytesInUtf8WithItsEscapes() {
    int head = "prod|latest|".length();
    assertThat(of(user("u".repeat(2_048 - head)))).isEmpty();
    assertThat(of(user("u".repeat(2_048 - head + 1)))).containsOnly(" TOO_LARGE");
    assertThat(of(user("é".repeat(1_018)))).isEmpty();
    assertThat(of(user("é".repeat(1_019)))).isNotEmpty();
    assertThat(of(user("|".repeat(1_019)))).isNotEmpty();
  }

  @Test
  void anItemHasFourHundredKilobytes() {
    assertThat(of(with("\"tags\":[\"" + "x".repeat(409_000) + "\"]"))).isEmpty();
    assertThat(of(with("\"tags\":[\"" + "x".repeat(409_600) + "\"]")))
        .containsExactly(" TOO_LARGE", " TOO_LARGE");
  }

  @Test
  void aDeleteNeedsItsEntityAndItsTimeAndNoMore() {
    String entity = "{\"user_id\":\"u\",\"event_time\":\"%s\"}".formatted(TIME);
    assertThat(described(errors("[{\"record\":" + entity + ",\"delete\":true}]"))).isEmpty();
    assertThat(described(errors("[{\"record\":" + entity + "}]")))
        .containsExactly("amount MISSING_REQUIRED");
    assertThat(
            described(errors("[{\"record\":{\"event_time\":\"" + TIME + "\"},\"delete\":true}]")))
        .containsExactly(" INVALID_ENTITY");
    assertThat(described(errors("[{\"record\":{\"user_id\":\"u\"},\"delete\":true}]")))
        .containsExactly("event_time MISSING_REQUIRED");
  }

  @Test
  void manyViolationsOfOneRecordHideNoOtherRecord() {
    String unknown =
        IntStream.range(0, 3_000)
            .mapToObj(i -> "\"x" + i + "\":1")
            .collect(Collectors.joining(","));
    List<RecordError> errors =
        errors("[{\"record\":{" + unknown + "}},{\"record\":" + user("") + "}]");
    assertThat(errors).hasSize(101);
    assertThat(errors.getLast().index()).isEqualTo(1);
  }

  @Test
  void namesFromOutsideAreCutInMessages() {
    assertThat(errors("[{\"record\":{\"" + "n".repeat(5_000) + "\":1}}]"))
        .allSatisfy(error -> assertThat(error.message().length()).isLessThan(400));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"record\":{\"user_id\":\"a\",\"user_id\":\"b\"}}]",
        "[{\"record\":{\"scores\":{\"a\":1,\"a\":2}}}]",
        "[{\"record\":{},\"record\":{}}]",
        "[{\"record\":{\"count\":01}}]",
        "[{\"record\":{\"count\":+1}}]",
        "[{\"record\":{\"count\":NaN}}]",
        "[{\"record\":{\"count\":.5}}]",
        "[{\"record\":{\"tags\":[\"a\",]}}]",
        "[{\"record\":{\"user_id\":'a'}}]",
        "[{\"record\":{\"user_id\":\"a\nb\"}}]",
        "[{\"record\":{\"user_id\":\"\\x\"}}]",
        "[{\"record\":{\"scores\":{\"\\uDC00\":1}}}]",
        "[{\"record\":{user_id:\"a\"}}]",
        "[{\"record\":{}} /* a comment */]",
        "[{\"record\":[]}]",
        "[{\"record\":null}]",
        "[{}]",
        "[null]",
        "{}",
      })
  void whatIsNoPushIsMalformed(String records) {
    assertThat(refusal(body(records))).isEqualTo(RequestErrorType.MALFORMED_REQUEST);
  }

  @Test
  void depthNumbersAndNamesHaveLimits() {
    String deep = "[".repeat(50) + "]".repeat(50);
    assertThat(refusal(body("[{\"record\":{\"tags\":" + deep + "}}]")))
        .isEqualTo(RequestErrorType.MALFORMED_REQUEST);
    String number = "1".repeat(1_000);
    assertThat(refusal(body("[{\"record\":{\"count\":" + number + "}}]")))
        .isEqualTo(RequestErrorType.MALFORMED_REQUEST);
    assertThat(refusal(body("[{\"record\":{\"" + "n".repeat(70_000) + "\":1}}]")))
        .isEqualTo(RequestErrorType.MALFORMED_REQUEST);
  }

  @Test
  void bytesThatAreNotUtf8AreMalformed() {
    byte[] bytes = body("[{\"record\":" + user("?") + "}]").getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '?') {
        bytes[i] = (byte) 0xFF;
      }
    }
    assertThat(new JsonPushBody(bytes).read((_, _) -> new Lookup.Found(plan)))
        .isInstanceOf(Parsed.Refused.class);
  }

  private List<String> of(String record) {
    return described(errors("[{\"record\":" + record + "}]"));
  }

  private static List<String> described(List<RecordError> errors) {
    return errors.stream().map(error -> error.field() + " " + error.type()).toList();
  }

  private List<RecordError> errors(String records) {
    return switch (parse(body(records))) {
      case Parsed.Understood understood -> validator.violations(understood.request());
      case Parsed.Refused refused -> throw new AssertionError(refused.refusal().message());
    };
  }

  private RequestErrorType refusal(String body) {
    return switch (parse(body)) {
      case Parsed.Understood _ -> throw new AssertionError("understood");
      case Parsed.Refused refused -> refused.refusal().type();
    };
  }

  private Parsed parse(String body) {
    return new JsonPushBody(body.getBytes(StandardCharsets.UTF_8))
        .read((_, _) -> new Lookup.Found(plan));
  }

  private static String body(String records) {
    return "{\"workspace_name\":\"prod\",\"records\":{\"payments\":" + records + "}}";
  }

  /** A valid record with more fields. */
  private static String with(String fields) {
    String more = fields.isEmpty() ? "" : "," + fields;
    return "{\"user_id\":\"u\",\"amount\":1.5,\"event_time\":\"" + TIME + "\"" + more + "}";
  }

  private static String user(String name) {
    return "{\"user_id\":\"" + name + "\",\"amount\":1,\"event_time\":\"" + TIME + "\"}";
  }
}
