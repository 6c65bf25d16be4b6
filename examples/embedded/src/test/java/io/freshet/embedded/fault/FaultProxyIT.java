package io.freshet.embedded.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.embedded.DynamoRequests;
import io.freshet.embedded.EmbeddedDynamoDb;
import io.freshet.embedded.EmbeddedServers;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The faults of DynamoDB, in front of DynamoDB Local. */
final class FaultProxyIT {

  private static final EmbeddedDynamoDb DYNAMO = EmbeddedServers.dynamoDb();

  @RegisterExtension static final FaultProxy proxy = FaultProxy.inFrontOf(DYNAMO.endpoint());

  private static final DynamoRequests client = new DynamoRequests(proxy.endpoint());

  @BeforeAll
  static void createTheTable() {
    client.send(
        "CreateTable",
        """
        {"TableName": "faults", "BillingMode": "PAY_PER_REQUEST",
         "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}],
         "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}]}
        """);
  }

  @AfterEach
  void removeInjections() {
    proxy.clear();
  }

  @Test
  void throttlesAsDynamoDbDoes() {
    proxy.inject("PutItem", 1, Fault.throttle());
    HttpResponse<String> answer = put("throttled");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body())
        .contains("ProvisionedThroughputExceededException")
        .contains("TableWriteProvisionedThroughputExceeded");
    assertThat(get("throttled")).doesNotContain("throttled");
  }

  @Test
  void losesTheAnswerOfAWriteThatHasLanded() {
    proxy.inject("PutItem", 1, new Fault.ResetAfter());
    assertThatThrownBy(() -> put("landed")).isInstanceOf(UncheckedIOException.class);
    assertThat(get("landed")).contains("landed");
  }

  @Test
  void losesAWriteBeforeItHasLanded() {
    proxy.inject("PutItem", 1, new Fault.ResetBefore());
    assertThatThrownBy(() -> put("lost")).isInstanceOf(UncheckedIOException.class);
    assertThat(get("lost")).doesNotContain("lost");
  }

  @Test
  void returnsSomeKeysUnprocessed() {
    put("a");
    put("b");
    put("c");
    proxy.inject("BatchGetItem", 1, new Fault.Unprocessed(2));
    String keys =
        "{\"RequestItems\":{\"faults\":{\"ConsistentRead\":true,\"Keys\":["
            + "{\"pk\":{\"S\":\"a\"}},{\"pk\":{\"S\":\"b\"}},{\"pk\":{\"S\":\"c\"}}]}}}";
    assertThat(client.send("BatchGetItem", keys))
        .contains("{\"pk\":{\"S\":\"a\"}}", "{\"pk\":{\"S\":\"b\"}}")
        .contains(
            "\"UnprocessedKeys\":{\"faults\":{\"ConsistentRead\":true,"
                + "\"Keys\":[{\"pk\":{\"S\":\"c\"}}]}}");
    assertThat(client.send("BatchGetItem", keys)).contains("\"UnprocessedKeys\":{}");
  }

  private static HttpResponse<String> put(String pk) {
    return client.exchange(
        "PutItem", "{\"TableName\":\"faults\",\"Item\":{\"pk\":{\"S\":\"" + pk + "\"}}}");
  }

  private static String get(String pk) {
    return client.send(
        "GetItem", "{\"TableName\":\"faults\",\"Key\":{\"pk\":{\"S\":\"" + pk + "\"}}}");
  }
}
