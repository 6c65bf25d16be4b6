package io.freshet.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;

/** A Kafka cluster (KRaft, combined brokers and controllers), each node in a process of its own. */
public final class EmbeddedKafka implements Server {
  private final Path folder = Folder.temporary("kafka");
  private final List<KafkaBroker> brokers = new ArrayList<>();

  private EmbeddedKafka(int count, Map<String, String> properties) {
    String clusterId = Uuid.randomUuid().toString();
    List<Integer> ports = IntStream.range(0, count).map(_ -> Ports.free()).boxed().toList();
    List<Integer> voters = IntStream.range(0, count).map(_ -> Ports.free()).boxed().toList();
    for (int id = 0; id < count; id++) {
      var node = new NodeProperties(id, ports, voters, properties);
      brokers.add(new KafkaBroker(folder.resolve("broker-" + id), clusterId, node, ports.get(id)));
    }
  }

  public static EmbeddedKafka oneBroker() {
    return new EmbeddedKafka(1, Map.of());
  }

  public static EmbeddedKafka threeBrokers() {
    return new EmbeddedKafka(3, Map.of());
  }

  /** One broker with properties of its own, which win over ours. */
  public static EmbeddedKafka oneBroker(Map<String, String> properties) {
    return new EmbeddedKafka(1, properties);
  }

  @Override
  public void start() {
    brokers.forEach(KafkaBroker::launch);
    brokers.forEach(KafkaBroker::awaitReady);
  }

  public String bootstrapServers() {
    return brokers.stream().map(KafkaBroker::address).collect(Collectors.joining(","));
  }

  /** A broker by its index, to be stopped, killed and started. */
  public KafkaBroker broker(int index) {
    return brokers.get(index);
  }

  /** Creates a topic, replicated to every broker. */
  public void createTopic(String name, int partitions) {
    createTopic(name, partitions, Map.of());
  }

  /** Creates a topic with a configuration. */
  public void createTopic(String name, int partitions, Map<String, String> config) {
    var topic = new NewTopic(name, partitions, (short) brokers.size()).configs(config);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
      admin.createTopics(List.of(topic)).all().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot create topic " + name, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while creating topic " + name, e);
    }
  }

  @Override
  public void close() {
    brokers.forEach(KafkaBroker::close);
    Folder.remove(folder);
  }
}
