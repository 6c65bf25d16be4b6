package io.freshet.embedded;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** A Kafka cluster (KRaft, combined brokers and controllers), each node in a process of its own. */
public final class EmbeddedKafka implements Server {
  private static final String BOOTSTRAP_SERVERS = "bootstrap.servers";

  private final Path folder;
  private final List<KafkaBroker> brokers;
  private final Map<String, String> client;

  private EmbeddedKafka(Path folder, List<KafkaBroker> brokers, Map<String, String> client) {
    this.folder = folder;
    this.brokers = List.copyOf(brokers);
    this.client = Map.copyOf(client);
  }

  /** One broker, which has every replica. */
  public static EmbeddedKafka oneBroker() {
    return of(1, Map.of());
  }

  /** Three brokers; topics have three replicas, and a write with {@code acks=all} needs two. */
  public static EmbeddedKafka threeBrokers() {
    return of(3, Map.of());
  }

  /** Three brokers with properties of their own, which win over ours. */
  public static EmbeddedKafka threeBrokers(Map<String, String> properties) {
    return of(3, properties);
  }

  /** One broker with properties of its own, which win over ours. */
  public static EmbeddedKafka oneBroker(Map<String, String> properties) {
    return of(1, properties);
  }

  /** One broker with a second listener, which {@link #clientProperties} leads to. */
  public static EmbeddedKafka secured(KafkaSecurity security) {
    Path folder = Folder.temporary("kafka");
    SelfSigned certificate = new SelfSigned(folder.resolve("certificate")).create();
    Listener listener = security.listener("127.0.0.1:" + Ports.free(), certificate);
    Map<String, String> client = new TreeMap<>(security.client(certificate));
    client.put(BOOTSTRAP_SERVERS, listener.address());
    var plan = new KafkaPlan(folder, 1, List.of(listener), security.formatArguments(), Map.of());
    return new EmbeddedKafka(folder, plan.brokers(), client);
  }

  private static EmbeddedKafka of(int count, Map<String, String> properties) {
    Path folder = Folder.temporary("kafka");
    List<KafkaBroker> brokers =
        new KafkaPlan(folder, count, List.of(), List.of(), properties).brokers();
    return new EmbeddedKafka(folder, brokers, Map.of(BOOTSTRAP_SERVERS, addresses(brokers)));
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
    return addresses(brokers);
  }

  /**
   * What a client must be told to connect: {@code bootstrap.servers}, and of a secured broker its
   * protocol, credentials and trust store.
   */
  public Map<String, String> clientProperties() {
    return client;
  }

  private static String addresses(List<KafkaBroker> brokers) {
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
    try (Admin admin = Admin.create(Map.of(BOOTSTRAP_SERVERS, bootstrapServers()))) {
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
