package io.freshet.ingest.store.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.ingest.read.ReadTables.Consistency;
import io.freshet.ingest.write.Row;
import io.freshet.ingest.write.StoreException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** A BatchGetItem by hand: asked as the SDK asks, and read as it was written. */
class BatchGetTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @EnumSource
  void theRequestIsTheSdks(Consistency consistency) throws IOException {
    List<String> keys = List.of("w|u|\"1\" é", "", "😀\u0001");
    try (var recorder = new Recorder();
        DynamoDbClient sdk =
            DynamoDbClient.builder()
                .region(Region.US_EAST_1)
                .endpointOverride(recorder.endpoint())
                .credentialsProvider(
                    StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
                .build()) {
      var wanted =
          KeysAndAttributes.builder()
              .keys(keys.stream().map(key -> Map.of("pk", AttributeValue.fromS(key))).toList())
              .consistentRead(consistency == Consistency.STRONG)
              .build();
      sdk.batchGetItem(request -> request.requestItems(Map.of("t", wanted)));
      JsonNode sent = JSON.readTree(recorder.requests().getLast().body());
      assertThat(JSON.readTree(GetRequest.of("t", keys, consistency))).isEqualTo(sent);
    }
  }

  @Test
  void whatWasWrittenIsRead() throws IOException {
    List<Row> rows =
        Stream.of(RichRows.withEverything(), RichRows.withoutWhatIsOptional(), RichRows.deleted())
            .flatMap(List::stream)
            .toList();
    String items =
        rows.stream().map(BatchGetTest::written).collect(Collectors.joining(",", "[", "]"));
    GetAnswer answer = answer("{\"Responses\": {\"t\": " + items + "}, \"UnprocessedKeys\": {}}");
    assertThat(answer.items()).isEqualTo(rows.stream().map(ItemWriter::history).toList());
    assertThat(answer.unprocessed()).isEmpty();
  }

  @Test
  void whatOthersWroteIsNoReasonToFail() {
    GetAnswer answer =
        answer(
            """
            {"UnprocessedKeys": null, "ConsumedCapacity": [{"CapacityUnits": 1.0}],
             "Responses": {"t": [{"pk": {"S": "1"}, "a": {"SS": ["x"]}, "b": {"NULL": true},
               "c": {"M": {"n": {"NS": ["1"]}}}, "d": {}}]}}
            """);
    AttributeValue none = AttributeValue.fromNul(true);
    assertThat(answer.items())
        .containsExactly(
            Map.of(
                "pk", AttributeValue.fromS("1"),
                "a", none,
                "b", none,
                "c", AttributeValue.fromM(Map.of("n", none)),
                "d", none));
  }

  @Test
  void keysThatAreLeftAreNamed() {
    GetAnswer answer =
        answer(
            """
            {"UnprocessedKeys": {"t": {"ConsistentRead": true,
               "Keys": [{"pk": {"S": "1"}}, {"pk": {"S": "2"}}]}},
             "Responses": {}}
            """);
    assertThat(answer.items()).isEmpty();
    assertThat(answer.unprocessed()).containsExactly("1", "2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "<html>",
        "{\"UnprocessedKeys\": {}}",
        "{\"Responses\": {\"t\": [{\"pk\": {\"S\": \"1\"}}",
        "{\"Responses\": {\"t\": {}}, \"UnprocessedKeys\": {}}",
        "{\"Responses\": {}, \"UnprocessedKeys\": {\"t\": {\"Keys\": [{}]}}}",
      })
  void anAnswerThatIsNotDynamoDbsIsNoRowThatIsMissing(String answer) {
    assertThatThrownBy(() -> answer(answer))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("cannot be read");
  }

  private static GetAnswer answer(String text) {
    return GetAnswer.of(text.getBytes(UTF_8));
  }

  private static String written(Row row) {
    try {
      return JSON.readTree(PutRequest.history("t", row)).get("Item").toString();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
