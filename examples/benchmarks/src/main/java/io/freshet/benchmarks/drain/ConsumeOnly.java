package io.freshet.benchmarks.drain;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads and parses a topic, pushes nothing: what no bridge can be faster than. */
final class ConsumeOnly {
  private ConsumeOnly() {}

  /** Arguments: brokers, topic, group, the sink's URL, how many events there are. */
  public static void main(String[] args) throws Exception {
    var json = new ObjectMapper();
    int left = Integer.parseInt(args[4]);
    Map<String, Object> settings =
        Map.of("bootstrap.servers", args[0], "group.id", args[2], "auto.offset.reset", "earliest");
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(args[1]));
      while (left > 0) {
        for (var record : consumer.poll(Duration.ofMillis(200))) {
          left -= json.readTree(record.value()).isObject() ? 1 : 0;
        }
      }
      URI done = URI.create(args[3] + "/consumed");
      HttpClient.newHttpClient()
          .send(HttpRequest.newBuilder(done).build(), HttpResponse.BodyHandlers.discarding());
      new CountDownLatch(1).await(); // whoever measures us ends us
    }
  }
}
