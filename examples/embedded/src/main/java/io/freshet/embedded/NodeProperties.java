package io.freshet.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The server.properties of one node: small, quick to rebalance, replicated as far as it goes. */
record NodeProperties(
    int id, List<Integer> ports, List<Integer> voterPorts, Map<String, String> overrides) {

  void write(Path folder) {
    var properties = new Properties();
    String replication = Integer.toString(ports.size());
    String insync = ports.size() > 1 ? "2" : "1";
    properties.putAll(
        Map.of(
            "process.roles",
            "broker,controller",
            "node.id",
            Integer.toString(id),
            "controller.quorum.voters",
            voters(),
            "controller.listener.names",
            "CONTROLLER",
            "inter.broker.listener.name",
            "PLAINTEXT",
            "listeners",
            listeners(),
            "advertised.listeners",
            "PLAINTEXT://127.0.0.1:" + ports.get(id),
            "listener.security.protocol.map",
            "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
            "log.dirs",
            folder.resolve("data").toString()));
    properties.putAll(
        Map.of(
            "offsets.topic.num.partitions",
            "4",
            "offsets.topic.replication.factor",
            replication,
            "transaction.state.log.num.partitions",
            "4",
            "transaction.state.log.replication.factor",
            replication,
            "transaction.state.log.min.isr",
            insync,
            "min.insync.replicas",
            insync,
            "default.replication.factor",
            replication,
            "group.initial.rebalance.delay.ms",
            "0",
            "log.cleaner.dedupe.buffer.size",
            "8388608",
            "group.min.session.timeout.ms",
            "1000"));
    properties.putAll(overrides);
    try (Writer writer = Files.newBufferedWriter(folder.resolve("server.properties"))) {
      properties.store(writer, null);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the broker's properties", e);
    }
  }

  private String listeners() {
    return "PLAINTEXT://127.0.0.1:"
        + ports.get(id)
        + ",CONTROLLER://127.0.0.1:"
        + voterPorts.get(id);
  }

  private String voters() {
    return IntStream.range(0, voterPorts.size())
        .mapToObj(node -> node + "@127.0.0.1:" + voterPorts.get(node))
        .collect(Collectors.joining(","));
  }
}
