package io.freshet.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The server.properties of one node: small, quick to rebalance, replicated as far as it goes.
 *
 * @param id the index of the node's ports in both lists
 * @param ports where the nodes' clients connect
 * @param voterPorts where their controllers vote
 * @param more listeners besides the open one and the controller's
 * @param overrides what wins over ours
 */
record NodeProperties(
    int id,
    List<Integer> ports,
    List<Integer> voterPorts,
    List<Listener> more,
    Map<String, String> overrides) {

  String address() {
    return "127.0.0.1:" + ports.get(id);
  }

  Path write(Path folder) {
    var properties = new Properties();
    properties.putAll(node(folder));
    listeners().forEach(listener -> properties.putAll(listener.prefixed()));
    properties.putAll(replication());
    properties.putAll(pace());
    properties.putAll(overrides);
    Path file = folder.resolve("server.properties");
    try (Writer writer = Files.newBufferedWriter(file)) {
      properties.store(writer, null);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the broker's properties", e);
    }
  }

  private Map<String, String> node(Path folder) {
    return Map.ofEntries(
        Map.entry("process.roles", "broker,controller"),
        Map.entry("node.id", Integer.toString(id)),
        Map.entry("controller.quorum.voters", voters()),
        Map.entry("controller.listener.names", "CONTROLLER"),
        Map.entry("inter.broker.listener.name", "PLAINTEXT"),
        Map.entry("listeners", joined(Listener::url)),
        Map.entry("listener.security.protocol.map", joined(Listener::nameAndProtocol)),
        Map.entry("log.dirs", folder.resolve("data").toString()));
  }

  private List<Listener> listeners() {
    List<Listener> all = new ArrayList<>(more);
    all.add(Listener.plaintext("PLAINTEXT", address()));
    all.add(Listener.plaintext("CONTROLLER", voter(id)));
    return all;
  }

  private String joined(Function<Listener, String> part) {
    return listeners().stream().map(part).collect(Collectors.joining(","));
  }

  private Map<String, String> replication() {
    String replicas = Integer.toString(ports.size());
    String inSync = ports.size() > 1 ? "2" : "1";
    return Map.ofEntries(
        Map.entry("default.replication.factor", replicas),
        Map.entry("min.insync.replicas", inSync),
        Map.entry("offsets.topic.replication.factor", replicas),
        Map.entry("transaction.state.log.replication.factor", replicas),
        Map.entry("transaction.state.log.min.isr", inSync));
  }

  /** A dead broker is missed, and let in again, after the session's timeout. */
  private static Map<String, String> pace() {
    return Map.ofEntries(
        Map.entry("broker.session.timeout.ms", "3000"),
        Map.entry("broker.heartbeat.interval.ms", "300"),
        Map.entry("group.initial.rebalance.delay.ms", "0"),
        Map.entry("group.min.session.timeout.ms", "1000"),
        Map.entry("offsets.topic.num.partitions", "4"),
        Map.entry("transaction.state.log.num.partitions", "4"),
        Map.entry("log.cleaner.backoff.ms", "500"),
        Map.entry("log.cleaner.dedupe.buffer.size", "8388608"));
  }

  private String voters() {
    return IntStream.range(0, voterPorts.size())
        .mapToObj(node -> node + "@" + voter(node))
        .collect(Collectors.joining(","));
  }

  private String voter(int node) {
    return "127.0.0.1:" + voterPorts.get(node);
  }
}
