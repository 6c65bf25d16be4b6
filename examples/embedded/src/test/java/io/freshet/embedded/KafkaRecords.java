package io.freshet.embedded;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes numbered records to a topic, and reads all that is there. */
record KafkaRecords(Map<String, Object> client, String topic) {

  KafkaRecords(String bootstrapServers, String topic) {
    this(Map.of("bootstrap.servers", bootstrapServers), topic);
  }

  /** Returns the values when every one is acknowledged by all in-sync replicas. */
  List<String> produce(IntStream numbers) {
    List<String> values = numbers.mapToObj(number -> "event " + number).toList();
    try (var producer =
        new KafkaProducer<>(with("acks", "all"), new StringSerializer(), new StringSerializer())) {
      List<Future<RecordMetadata>> acks =
          values.stream()
              .map(value -> producer.send(new ProducerRecord<String, String>(topic, value)))
              .toList();
      for (Future<RecordMetadata> ack : acks) {
        ack.get();
      }
      return values;
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Reads from the beginning until {@code count} records have come and the end is reached. */
  List<String> all(int count) {
    List<String> values = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(
            with("auto.offset.reset", "earliest"),
            new StringDeserializer(),
            new StringDeserializer())) {
      List<TopicPartition> partitions = partitions(consumer);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (values.size() < count && System.nanoTime() < deadline) {
        consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
      }
    }
    return values;
  }

  private List<TopicPartition> partitions(KafkaConsumer<String, String> consumer) {
    return consumer.partitionsFor(topic).stream()
        .map(info -> new TopicPartition(topic, info.partition()))
        .toList();
  }

  private Map<String, Object> with(String key, Object value) {
    Map<String, Object> all = new TreeMap<>(client);
    all.put(key, value);
    return all;
  }
}
