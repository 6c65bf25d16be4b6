package io.freshet.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class EmbeddedServersIT {

  @Test
  void aKilledBrokerComesBackWithWhatItAcknowledged() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.oneBroker()) {
      kafka.start();
      kafka.createTopic("events", 1);
      produce(kafka, 0, 50);
      kafka.broker(0).kill();
      kafka.broker(0).start();
      produce(kafka, 50, 100);
      assertThat(consume(kafka, 100)).hasSize(100).startsWith("event 0").endsWith("event 99");
    }
  }

  @Test
  void threeBrokersGoOnWithoutOneOfThem() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.threeBrokers()) {
      kafka.start();
      kafka.createTopic("events", 1);
      produce(kafka, 0, 10);
      kafka.broker(1).kill();
      produce(kafka, 10, 20);
      assertThat(consume(kafka, 20)).hasSize(20);
    }
  }

  @Test
  void durableDynamoDbKeepsItsTablesThroughAKill() throws Exception {
    try (EmbeddedDynamoDb dynamoDb = EmbeddedDynamoDb.durable()) {
      dynamoDb.start();
      dynamo(
          dynamoDb,
          "CreateTable",
          """
          {"TableName":"rows","BillingMode":"PAY_PER_REQUEST",
           "AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"}],
           "KeySchema":[{"AttributeName":"pk","KeyType":"HASH"}]}\
          """);
      dynamo(dynamoDb, "PutItem", "{\"TableName\":\"rows\",\"Item\":{\"pk\":{\"S\":\"kept\"}}}");
      dynamoDb.kill();
      dynamoDb.start();
      assertThat(dynamo(dynamoDb, "Scan", "{\"TableName\":\"rows\"}")).contains("kept");
    }
  }

  @Test
  void theRegistryRegistersASchema() throws Exception {
    try (EmbeddedRegistry registry = EmbeddedRegistry.inMemory();
        HttpClient client = HttpClient.newHttpClient()) {
      registry.start();
      HttpRequest register =
          HttpRequest.newBuilder(URI.create(registry.url() + "/subjects/s-value/versions"))
              .header("Content-Type", "application/vnd.schemaregistry.v1+json")
              .POST(HttpRequest.BodyPublishers.ofString("{\"schema\":\"\\\"string\\\"\"}"))
              .build();
      assertThat(client.send(register, BodyHandlers.ofString()).body()).contains("\"id\"");
    }
  }

  @Test
  void aClosedServerLeavesNoProcess() {
    EmbeddedKafka kafka = EmbeddedKafka.oneBroker();
    kafka.start();
    long pid = kafka.broker(0).process().pid();
    kafka.close();
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
  }

  private static void produce(EmbeddedKafka kafka, int from, int to) throws Exception {
    Map<String, Object> config =
        Map.of("bootstrap.servers", kafka.bootstrapServers(), "acks", "all");
    try (var producer =
        new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
      for (int i = from; i < to; i++) {
        producer.send(new ProducerRecord<>("events", "event " + i)).get();
      }
    }
  }

  private static List<String> consume(EmbeddedKafka kafka, int count) {
    Map<String, Object> config =
        Map.of("bootstrap.servers", kafka.bootstrapServers(), "auto.offset.reset", "earliest");
    var values = new ArrayList<String>();
    try (var consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
      consumer.assign(List.of(new TopicPartition("events", 0)));
      long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (values.size() < count && System.nanoTime() < deadline) {
        consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
      }
    }
    return values;
  }

  private static String dynamo(EmbeddedDynamoDb dynamoDb, String operation, String body)
      throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(dynamoDb.endpoint())
              .header("Content-Type", "application/x-amz-json-1.0")
              .header("X-Amz-Target", "DynamoDB_20120810." + operation)
              .header(
                  "Authorization",
                  "AWS4-HMAC-SHA256 Credential=local/20260101/us-east-1/dynamodb/aws4_request,"
                      + " SignedHeaders=host, Signature=0")
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      return client.send(request, BodyHandlers.ofString()).body();
    }
  }
}
