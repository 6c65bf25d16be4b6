package io.freshet.ingest.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.ingest.read.ReadBody.Parsed;
import io.freshet.ingest.read.ReadTables.Consistency;
import io.freshet.ingest.read.ViewLookup.Lookup;
import io.freshet.ingest.store.Cards;
import io.freshet.value.Timestamps;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonReadBodyTest {
  private static final String KEYS = "\"join_keys\":[{\"user_id\":\"u\"}]";

  @Test
  void readsEverythingThatCanBeAskedInAnyOrderAndEitherSpelling() {
    ReadRequest request =
        understood(
            "{\"asOf\":{\"eventTime\":\"2026-01-04T00:25:06Z\",\"ingestionTime\":null},"
                + "\"consistent\":true,\"featureNames\":[\"tags\",\"tags\"],"
                + "\"joinKeys\":[{\"user_id\":\"u\"}],\"featureViewName\":\"latest\","
                + "\"workspaceName\":\"prod\"}");
    assertThat(request.features()).containsExactly(Cards.amountPosition() + 1);
    assertThat(request.consistency()).isEqualTo(Consistency.STRONG);
    long moment = Timestamps.micros(Instant.parse("2026-01-04T00:25:06Z"));
    assertThat(request.asOf()).contains(new AsOf(moment, Long.MAX_VALUE));
  }

  @Test
  void whatIsOptionalMayBeNull() {
    ReadRequest request =
        understood(body(KEYS + ",\"feature_names\":null,\"consistent\":null,\"as_of\":null"));
    assertThat(request.features()).hasSize(2);
    assertThat(request.consistency()).isEqualTo(Consistency.EVENTUAL);
    assertThat(request.asOf()).isEmpty();
  }

  @Test
  void upToAHundredKeysAreRead() {
    assertThat(understood(body(keys(100))).keys()).hasSize(100);
    assertThat(refused(body(keys(101)))).contains("1 to 100 entities");
    assertThat(refused(body(keys(0)))).contains("1 to 100 entities");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "'\"join_keys\":[{\"usr_id\":\"u\"}]' ~ did you mean user_id?",
        "'\"join_keys\":[{}]' ~ join_keys[0] must have: user_id",
        "'\"join_keys\":[{\"user_id\":7}]' ~ join_keys[0].user_id: expected string",
        "'\"join_keys\":[{\"user_id\":null}]' ~ join_keys[0].user_id: expected string",
        "'\"join_keys\":[{\"user_id\":\"u\",\"user_id\":\"v\"}]' ~ duplicate key user_id",
        "'\"join_keys\":{}' ~ join_keys must be a list",
        "'\"join_keys\":[1]' ~ join_keys[0] must be an object",
        "'KEYS,\"feature_names\":[\"amuont\"]' ~ did you mean amount?",
        "'KEYS,\"feature_names\":[7]' ~ must be a list of strings",
        "'KEYS,\"consistent\":\"yes\"' ~ consistent must be true or false",
        "'KEYS,\"as_of\":{}' ~ as_of.event_time is missing",
        "'KEYS,\"as_of\":{\"ingestion_time\":\"2026-01-04T00:25:06Z\"}' ~ event_time is missing",
        "'KEYS,\"as_of\":{\"event_time\":\"yesterday\"}' ~ as_of.event_time: expected a timestamp",
        "'KEYS,\"as_of\":{\"event_time\":5}' ~ as_of.event_time: expected a timestamp",
        "'KEYS,\"as_of\":{\"at\":\"x\"}' ~ known: event_time, ingestion_time",
        "'KEYS,\"as_of\":\"2026-01-04T00:25:06Z\"' ~ as_of must be an object",
        "'KEYS,KEYS' ~ duplicate key join_keys",
        "'KEYS,\"as_off\":{}' ~ did you mean as_of?",
      })
  void whatIsWrongIsSaid(String fields, String message) {
    assertThat(refused(body(fields.replace("KEYS", KEYS)))).contains(message);
  }

  @Test
  void aMomentIsAskedForOneEntityOfAViewWithHistory() {
    String asOf = ",\"as_of\":{\"event_time\":\"2026-01-04T00:25:06Z\"}";
    assertThat(refused(body(keys(2) + asOf))).contains("one entity at a time");
    assertThat(refused(body(KEYS + asOf).replace("latest", "unlogged")))
        .contains("view unlogged keeps no history");
  }

  @Test
  void aKeyThatNoRowCanHaveIsSaidToBeSo() {
    assertThat(refused(body(KEYS.replace("\"u\"", "\"" + "u".repeat(2_048) + "\""))))
        .contains("join_keys[0] is longer than any stored key");
  }

  @Test
  void whatFollowsTheObjectAndWhatIsTooLongForAMessageIsRefused() {
    assertThat(refused(body(KEYS) + "x")).isNotEmpty();
    assertThat(refused(body(KEYS) + "{}")).contains("something follows");
    assertThat(refused("[]")).contains("must be a JSON object");
    assertThat(refused(body(KEYS + ",\"feature_names\":[\"" + "n".repeat(9_000) + "\"]")))
        .hasSizeLessThan(500);
    assertThat(refused(body(KEYS + ",\"" + "n".repeat(9_000) + "\":1"))).hasSizeLessThan(500);
  }

  private static String keys(int count) {
    return "\"join_keys\":" + Collections.nCopies(count, "{\"user_id\":\"u\"}");
  }

  private static String body(String fields) {
    return "{\"workspace_name\":\"prod\",\"feature_view_name\":\"latest\"," + fields + "}";
  }

  private static ReadRequest understood(String body) {
    return switch (parse(body)) {
      case Parsed.Understood(ReadRequest request) -> request;
      case Parsed.Refused refused -> throw new AssertionError(refused.refusal().message());
    };
  }

  private static String refused(String body) {
    return switch (parse(body)) {
      case Parsed.Understood _ -> throw new AssertionError("understood");
      case Parsed.Refused refused -> refused.refusal().message();
    };
  }

  private static Parsed parse(String body) {
    return new JsonReadBody(body.getBytes(StandardCharsets.UTF_8))
        .read((_, view) -> new Lookup.Found(Cards.view(view)));
  }
}
