package io.freshet.embedded;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;

/** A Kafka cluster (KRaft, combined brokers and controllers), each node in a process of its own. */
public final class EmbeddedKafka implements Server {
  private final Path folder;
  private final List<KafkaBroker> brokers;

  private EmbeddedKafka(Path folder, List<KafkaBroker> brokers) {
    this.folder = folder;
    this.brokers = List.copyOf(brokers);
  }

  /** One broker, which has every replica. */
  public static EmbeddedKafka oneBroker() {
    return of(1, Map.of());
  }

  /** Three brokers; topics have three replicas, and a write with {@code acks=all} needs two. */
  public static EmbeddedKafka threeBrokers() {
    return of(3, Map.of());
  }

  /** One broker with properties of its own, which win over ours. */
  public static EmbeddedKafka oneBroker(Map<String, String> properties) {
    return of(1, properties);
  }

  private static EmbeddedKafka of(int count, Map<String, String> properties) {
    Path folder = Folder.temporary("kafka");
    String clusterId = Uuid.randomUuid().toString();
    List<Integer> ports = Stream.generate(Ports::free).limit(count).toList();
    List<Integer> voters = Stream.generate(Ports::free).limit(count).toList();
    List<KafkaBroker> brokers =
        IntStream.range(0, count)
            .mapToObj(id -> new NodeProperties(id, ports, voters, properties))
            .map(node -> new KafkaBroker(folder.resolve("broker-" + node.id()), clusterId, node))
            .toList();
    return new EmbeddedKafka(folder, brokers);
  }

  @Override
  public void start() {
    brokers.forEach(KafkaBroker::launch);
    brokers.forEach(KafkaBroker::awaitReady);
  }

  /** SIGTERM to every broker at once: alone, the last one would wait for a quorum. */
  public void stop() {
    brokers.parallelStream().forEach(KafkaBroker::stop);
  }

  /** SIGKILL to every broker. */
  public void kill() {
    brokers.forEach(KafkaBroker::kill);
  }

  /** All brokers' addresses, the same after every start. */
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
    kill();
    Folder.remove(folder);
  }
}
