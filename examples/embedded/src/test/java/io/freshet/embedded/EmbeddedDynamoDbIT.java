package io.freshet.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class EmbeddedDynamoDbIT {

  private static final String ITEM = "{\"TableName\":\"events\",\"Item\":{\"pk\":{\"S\":\"a\"}}}";
  private static final String KEY = "{\"TableName\":\"events\",\"Key\":{\"pk\":{\"S\":\"a\"}}}";
  private static final String TABLE =
      """
      {"TableName": "events", "BillingMode": "PAY_PER_REQUEST",
       "KeySchema": [{"AttributeName": "pk", "KeyType": "HASH"}],
       "AttributeDefinitions": [{"AttributeName": "pk", "AttributeType": "S"}]}
      """;

  @Test
  void keepsAnItemOnDiskWhenItIsKilledAndStartedAgain() {
    try (var dynamo = EmbeddedDynamoDb.durable()) {
      dynamo.start();
      var client = new DynamoRequests(dynamo.endpoint());
      client.send("CreateTable", TABLE);
      client.send("PutItem", ITEM);
      dynamo.kill();
      dynamo.start();
      assertThat(client.send("GetItem", KEY)).contains("\"S\":\"a\"");
    }
  }

  @Test
  void inMemoryStartsEmptyAgainOnTheSamePort() {
    try (var dynamo = EmbeddedDynamoDb.inMemory()) {
      dynamo.start();
      var client = new DynamoRequests(dynamo.endpoint());
      client.send("CreateTable", TABLE);
      assertThat(client.send("ListTables", "{}")).contains("events");
      dynamo.stop();
      dynamo.start();
      assertThat(client.send("ListTables", "{}")).doesNotContain("events");
    }
  }

  @Test
  void closeLeavesNeitherProcessNorPortNorFolder() {
    var dynamo = EmbeddedDynamoDb.inMemory();
    dynamo.start();
    JavaProcess process = dynamo.process();
    dynamo.close();
    assertThat(process.isAlive()).isFalse();
    assertThat(Tcp.accepts(dynamo.endpoint().getAuthority())).isFalse();
    assertThat(process.log().getParent()).doesNotExist();
  }
}
