package io.freshet.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One broker: stopped, killed and started again on the same data and port. */
public final class KafkaBroker {
  private final Path folder;
  private final List<String> format;
  private final NodeProperties properties;
  private final List<String> jvm;
  private final Restartable server;

  /**
   * @param format the cluster's id, then what else {@code kafka-storage format} is to be told
   * @param jvm options of its JVM, besides those of memory
   */
  KafkaBroker(Path folder, List<String> format, NodeProperties properties, List<String> jvm) {
    this.folder = folder;
    this.format = format;
    this.properties = properties;
    this.jvm = jvm;
    this.server =
        new Restartable(this::launched, new BrokerProbe(properties.id(), properties.address()));
  }

  /** Starts it on the data it has; returns when it is part of the cluster. */
  public void start() {
    server.start();
  }

  /** SIGTERM: a controlled shutdown. */
  public void stop() {
    server.stop();
  }

  /** SIGKILL. What it has acknowledged is in the page cache, and so survives the process. */
  public void kill() {
    server.kill();
  }

  /** The process while it runs, to be paused. */
  public JavaProcess process() {
    return server.process();
  }

  /** Where clients connect, the same after every start. */
  public String address() {
    return properties.address();
  }

  void launch() {
    server.launch();
  }

  void awaitReady() {
    server.awaitReady();
  }

  private JavaProcess launched() {
    Folder.create(folder);
    Path file = properties.write(folder);
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("-Xmx384m", "-XX:+UseSerialGC"));
    arguments.addAll(jvm);
    arguments.add("-Dorg.slf4j.simpleLogger.showDateTime=true");
    arguments.add("-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS");
    arguments.addAll(Tethered.command(Folder.classpath("kafka-server"), KafkaNode.class.getName()));
    arguments.add(file.toString());
    arguments.addAll(format);
    Path log = folder.resolve("broker.log");
    return JavaProcess.start("Kafka broker on " + address(), arguments, Map.of(), log);
  }
}
