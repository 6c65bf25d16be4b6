package io.freshet.bridge.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.bridge.push.Answer.AllBlocked;
import io.freshet.bridge.push.Answer.Foreign;
import io.freshet.bridge.push.Answer.Invalid;
import io.freshet.bridge.push.Answer.PartlyStored;
import io.freshet.bridge.push.Answer.SchemaMoved;
import io.freshet.bridge.push.Answer.SourceBlocked;
import io.freshet.bridge.push.Answer.Stored;
import io.freshet.bridge.push.Answer.TooLarge;
import io.freshet.bridge.push.Answer.TryAgain;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JudgeTest {

  @Test
  void onlyTheApisOwnAnswerToThisRequestIsAnAcknowledgement() {
    assertThat(judge(200, "{\"requestId\":\"id\",\"ingestMetrics\":{}}"))
        .isInstanceOf(Stored.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ok",
        "{}",
        "<html>welcome to the hotel</html>",
        "{\"requestId\":\"another\",\"ingestMetrics\":{}}",
        "{\"requestId\":\"id\"}",
        "{\"requestId\":\"id\",\"ingestMetrics\":{}",
        "{\"requestId\":\"id\",\"ingestMetrics\":{}}{}",
        "{\"requestId\":\"id\",\"ingestMetrics\":{},\"requestError\":{\"errorType\":\"INTERNAL\"}}"
      })
  void aForeign200IsNone(String body) {
    assertThat(judge(200, body)).isInstanceOf(Foreign.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 301, 302, 307, 400, 401, 403, 404, 408, 413, 429, 500, 502, 503, 504})
  void anyStatusWithoutTheApisBodyIsTriedAgain(int status) {
    assertThat(judge(status, "<html>proxy</html>")).isInstanceOf(Foreign.class);
  }

  @ParameterizedTest
  @CsvSource({"403, PERMISSION_DENIED", "404, UNKNOWN_WORKSPACE", "404, UNKNOWN_PUSH_SOURCE"})
  void whatAPersonMustMendBlocksTheSource(int status, String error) {
    assertThat(judge(status, refusal(error, ""))).isInstanceOf(SourceBlocked.class);
  }

  @Test
  void aKeyThatIsNotTakenBlocksAll() {
    assertThat(judge(401, refusal("UNAUTHENTICATED", ""))).isInstanceOf(AllBlocked.class);
  }

  @Test
  void aRequestThatIsNotUnderstoodMayBeOfAnOldSchema() {
    assertThat(judge(400, refusal("MALFORMED_REQUEST", ""))).isInstanceOf(SchemaMoved.class);
  }

  @ParameterizedTest
  @CsvSource({
    "429, THROTTLED",
    "503, OVERLOADED",
    "503, STORE_UNAVAILABLE",
    "504, DEADLINE_EXCEEDED",
    "500, INTERNAL"
  })
  void whatTimeMayMendIsTriedAgain(int status, String error) {
    assertThat(judge(status, refusal(error, ""))).isInstanceOf(TryAgain.class);
  }

  @Test
  void onlyTheRecordsNamedAreTriedAgain() {
    assertThat(
            judge(
                503,
                refusal(
                    "STORE_UNAVAILABLE", fault(3, "NOT_STORED") + "," + fault(1, "NOT_STORED"))))
        .isInstanceOfSatisfying(
            PartlyStored.class, partly -> assertThat(partly.notStored()).isEqualTo(Set.of(1, 3)));
  }

  @Test
  void anIndexOutsideTheRequestIsNotBelieved() {
    assertThat(judge(503, refusal("STORE_UNAVAILABLE", fault(10, "NOT_STORED"))))
        .isInstanceOf(TryAgain.class);
    assertThat(judge(400, refusal("INVALID_RECORDS", fault(-1, "OUT_OF_RANGE"))))
        .isInstanceOf(SchemaMoved.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MISSING_REQUIRED",
        "OUT_OF_RANGE",
        "TIME_OUT_OF_RANGE",
        "TOO_LARGE",
        "INVALID_ENTITY"
      })
  void aRecordsOwnFaultIsTheRecords(String type) {
    assertThat(judge(400, refusal("INVALID_RECORDS", fault(0, type)))).isInstanceOf(Invalid.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UNKNOWN_FIELD", "TYPE_MISMATCH"})
  void aSchemaThatHasMovedOnIsNoRecordsFault(String type) {
    assertThat(judge(400, refusal("INVALID_RECORDS", fault(0, type))))
        .isInstanceOf(SchemaMoved.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"REQUEST_TOO_LARGE", "TOO_MANY_RECORDS"})
  void tooMuchIsHalved(String error) {
    assertThat(judge(413, refusal(error, ""))).isInstanceOf(TooLarge.class);
  }

  private static String refusal(String error, String faults) {
    return "{\"requestId\":\"id\",\"requestError\":{\"errorType\":\"%s\",\"errorMessage\":\"m\"},\"recordErrors\":[%s]}"
        .formatted(error, faults);
  }

  private static String fault(int index, String type) {
    return "{\"pushSourceName\":\"s\",\"recordIndex\":%d,\"field\":\"f\",\"errorType\":\"%s\",\"errorMessage\":\"m\"}"
        .formatted(index, type);
  }

  private static Answer judge(int status, String body) {
    return Judge.judge(status, body.getBytes(StandardCharsets.UTF_8), Optional.empty(), "id", 10);
  }
}
