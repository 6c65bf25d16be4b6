package io.freshet.embedded;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;

/**
 * A cluster before its first process starts.
 *
 * @param folder of all its nodes
 * @param count of brokers, which are controllers as well
 * @param more listeners of the only broker, besides the open one
 * @param format arguments of {@code kafka-storage format}
 * @param overrides of the brokers' properties
 * @param jvm options of the brokers' JVMs, besides those of memory
 */
record KafkaPlan(
    Path folder,
    int count,
    List<Listener> more,
    List<String> format,
    Map<String, String> overrides,
    List<String> jvm) {

  /** Brokers that have their ports, and do not run yet. */
  List<KafkaBroker> brokers() {
    List<Integer> ports = Stream.generate(Ports::free).limit(count).toList();
    List<Integer> voters = Stream.generate(Ports::free).limit(count).toList();
    List<String> clusterIdAndMore =
        Stream.concat(Stream.of(Uuid.randomUuid().toString()), format.stream()).toList();
    return IntStream.range(0, count)
        .mapToObj(id -> new NodeProperties(id, ports, voters, more, overrides))
        .map(node -> new KafkaBroker(nodeFolder(node.id()), clusterIdAndMore, node, jvm))
        .toList();
  }

  private Path nodeFolder(int id) {
    return folder.resolve("broker-" + id);
  }
}
