package io.freshet.ingest.store.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.freshet.ingest.write.Row;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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

  @AfterAll
  static void stop() {
    SDK.close();
    RECORDER.close();
  }

  @Test
  void ofARecordWithEveryKindOfValue() throws IOException {
    sameAsTheSdk(RichRows.withEverything());
  }

  @Test
  void ofARecordWithoutWhatIsOptional() throws IOException {
    sameAsTheSdk(RichRows.withoutWhatIsOptional());
  }

  @Test
  void ofADelete() throws IOException {
    sameAsTheSdk(RichRows.deleted());
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
