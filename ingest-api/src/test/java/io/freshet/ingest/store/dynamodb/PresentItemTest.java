package io.freshet.ingest.store.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.ingest.write.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A repeat must get the first ingestion time, or no answer at all. */
class PresentItemTest {

  @Test
  void itsIngestionTimeIsFoundAmongWhateverElseThereIs() {
    String answer =
        """
        {"__type": "com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException",
         "cancellation": {"Item": {"_ingestion_time": {"N": "1"}}},
         "Item": {"tags": {"L": [{"M": {"_ingestion_time": {"N": "2"}}}]},
           "_ingestion_time": {"N": "1764000000000003"}, "pk": {"S": "u"}},
         "message": "The conditional request failed"}
        """;
    assertThat(PresentItem.ingestionTime(answer.getBytes(UTF_8))).isEqualTo(1_764_000_000_000_003L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"Item\": null}",
        "{\"Item\": {\"pk\": {\"S\": \"u\"}}}",
        "{\"Item\": {\"_ingestion_time\": {\"S\": \"1\"}}}",
        "{\"Item\": {\"_ingestion_time\": {\"N\": \"soon\"}}}",
        "{\"Item\": {\"_ingestion_time\": {\"N\": \"1\"}",
      })
  void anAnswerThatDoesNotSayWhichIsNoIngestionTime(String answer) {
    assertThatThrownBy(() -> PresentItem.ingestionTime(answer.getBytes(UTF_8)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("not which");
  }
}
