package io.freshet.ingest.store.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.ingest.Samples;
import io.freshet.ingest.plan.SourcePlan;
import io.freshet.ingest.plan.Values;
import io.freshet.ingest.request.PushedRecord;
import io.freshet.ingest.write.Row;
import io.freshet.ingest.write.Rows;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** What we write by hand is, as JSON, what the SDK sends for the same put. */
class PutRequestTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, Object> EVERYTHING =
      Map.of(
          "tags", List.of("card", "\"quoted\" \\ \u0001 é 😀", ""),
          "scores", Map.of("a.b", 0.1, "ü", -9.99E125, "", 1E-130),
          "raw", ByteBuffer.wrap(new byte[] {0, -1, 2, 3}).position(1).asReadOnlyBuffer(),
          "count", Long.MIN_VALUE,
          "small", Integer.MAX_VALUE);

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Recorder RECORDER = new Recorder();
  private static final DynamoDbAsyncClient SDK =
      DynamoDbAsyncClient.builder()
          .region(Region.US_EAST_1)
          .endpointOverride(RECORDER.endpoint())
          .credentialsProvider(
              StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret")))
          .httpClientBuilder(NettyNioAsyncHttpClient.builder().readTimeout(PATIENCE))
          .build();

  private final SourcePlan plan = Samples.plan();

  @AfterAll
  static void stop() {
    SDK.close();
    RECORDER.close();
  }

  @Test
  void ofARecordWithEveryKindOfValue() throws IOException {
    sameAsTheSdk(rows(EVERYTHING, OptionalLong.of(Long.MAX_VALUE), Optional.of("t/0"), false));
  }

  @Test
  void ofARecordWithoutWhatIsOptional() throws IOException {
    sameAsTheSdk(rows(Map.of(), OptionalLong.empty(), Optional.empty(), false));
  }

  @Test
  void ofADelete() throws IOException {
    sameAsTheSdk(rows(EVERYTHING, OptionalLong.of(0), Optional.of("t/0"), true));
  }

  private List<Row> rows(
      Map<String, Object> fields, OptionalLong sequence, Optional<String> origin, boolean delete) {
    var values = new Values(plan.fields());
    values.set(plan.fields().position("user_id"), "u|\\1 é");
    values.set(plan.fields().position("amount"), -1.25);
    values.set(plan.fields().position("event_time"), Samples.NOW);
    fields.forEach((name, value) -> values.set(plan.fields().position(name), value));
    List<Row> rows = Rows.of(new PushedRecord(plan, 0, values, sequence, origin, delete), 7);
    assertThat(rows).isNotEmpty();
    return rows;
  }

  private static void sameAsTheSdk(List<Row> rows) throws IOException {
    for (Row row : rows) {
      assertThat(JSON.readTree(PutRequest.history("h", row)))
          .isEqualTo(
              sent(
                  PutItemRequest.builder()
                      .tableName("h")
                      .item(ItemWriter.history(row))
                      .conditionExpression("attribute_not_exists(pk)")
                      .returnValuesOnConditionCheckFailure(
                          ReturnValuesOnConditionCheckFailure.ALL_OLD)
                      .build()));
      AttributeValue version =
          AttributeValue.fromB(SdkBytes.fromByteArray(row.version().encoded()));
      assertThat(JSON.readTree(PutRequest.online("o", row)))
          .isEqualTo(
              sent(
                  PutItemRequest.builder()
                      .tableName("o")
                      .item(ItemWriter.online(row))
                      .conditionExpression("attribute_not_exists(pk) OR #v < :v")
                      .expressionAttributeNames(Map.of("#v", "_version"))
                      .expressionAttributeValues(Map.of(":v", version))
                      .build()));
    }
  }

  private static JsonNode sent(PutItemRequest put) throws IOException {
    SDK.putItem(put).join();
    return JSON.readTree(RECORDER.requests().getLast().body());
  }
}
