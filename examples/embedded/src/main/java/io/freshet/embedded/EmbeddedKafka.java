package io.freshet.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/** A Kafka cluster (KRaft, combined brokers and controllers), each node in a process of its own. */
public final class EmbeddedKafka implements Server {
  private static final String BOOTSTRAP_SERVERS = "bootstrap.servers";

  /** A test's broker lives for seconds, and would spend them compiling. */
  private static final List<String> FOR_SECONDS = List.of("-XX:TieredStopAtLevel=1");

  private final Path folder;
  private final List<KafkaBroker> brokers;
  private final Map<KafkaSecurity, Map<String, String>> secured;

  private EmbeddedKafka(
      Path folder, List<KafkaBroker> brokers, Map<KafkaSecurity, Map<String, String>> secured) {
    this.folder = folder;
    this.brokers = List.copyOf(brokers);
    this.secured = secured;
  }

  /** One broker, which has every replica. */
  public static EmbeddedKafka oneBroker() {
    return of(1, Map.of(), FOR_SECONDS);
  }

  /**
   * One broker for a benchmark, with properties of its own: its JVM compiles as one in production
   * does, so that it takes no more of the processors than that would.
   */
  public static EmbeddedKafka oneForLoad(Map<String, String> properties) {
    return of(1, properties, List.of());
  }

  /** Three brokers; topics have three replicas, and a write with {@code acks=all} needs two. */
  public static EmbeddedKafka threeBrokers() {
    return of(3, Map.of(), FOR_SECONDS);
  }

  /** Three brokers with properties of their own, which win over ours. */
  public static EmbeddedKafka threeBrokers(Map<String, String> properties) {
    return of(3, properties, FOR_SECONDS);
  }

  /** One broker with properties of its own, which win over ours. */
  public static EmbeddedKafka oneBroker(Map<String, String> properties) {
    return of(1, properties, FOR_SECONDS);
  }

  /**
   * One broker that has a listener of each of these kinds besides the open one. {@link
   * #clientProperties(KafkaSecurity)} leads to it.
   */
  public static EmbeddedKafka secured(KafkaSecurity... kinds) {
    Path folder = Folder.temporary("kafka");
    SelfSigned certificate = new SelfSigned(folder.resolve("certificate")).create();
    Map<KafkaSecurity, Map<String, String>> clients = new LinkedHashMap<>();
    List<Listener> listeners = new ArrayList<>();
    for (KafkaSecurity kind : kinds) {
      Listener listener = kind.listener("127.0.0.1:" + Ports.free(), certificate);
      Map<String, String> client = new TreeMap<>(kind.client(certificate));
      client.put(BOOTSTRAP_SERVERS, listener.address());
      clients.put(kind, Map.copyOf(client));
      listeners.add(listener);
    }
    List<String> format =
        clients.keySet().stream().flatMap(kind -> kind.formatArguments().stream()).toList();
    var plan = new KafkaPlan(folder, 1, listeners, format, Map.of(), FOR_SECONDS);
    return new EmbeddedKafka(folder, plan.brokers(), clients);
  }

  private static EmbeddedKafka of(int count, Map<String, String> properties, List<String> jvm) {
    Path folder = Folder.temporary("kafka");
    List<KafkaBroker> brokers =
        new KafkaPlan(folder, count, List.of(), List.of(), properties, jvm).brokers();
    return new EmbeddedKafka(folder, brokers, Map.of());
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

  /** What a client must be told to connect to the open listener. */
  public Map<String, String> clientProperties() {
    return Map.of(BOOTSTRAP_SERVERS, bootstrapServers());
  }

  /** What a client must be told to connect: address, protocol, credentials and trust store. */
  public Map<String, String> clientProperties(KafkaSecurity kind) {
    return Optional.ofNullable(secured.get(kind))
        .orElseThrow(() -> new IllegalArgumentException("this broker has no such listener"));
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
