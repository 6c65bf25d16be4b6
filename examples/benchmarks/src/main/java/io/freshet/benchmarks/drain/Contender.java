package io.freshet.benchmarks.drain;

import io.freshet.embedded.JavaProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Something that drains a topic, and what starts it. */
record Contender(String name, Starter starter) {

  /** Starts a JVM that reads as a group. */
  interface Starter {
    JavaProcess start(String group, Path folder) throws IOException;
  }

  static List<Contender> all(String brokers, String topic, URI sink, int events) {
    String count = Integer.toString(events);
    return List.of(
        new Contender(
            "freshet-bridge", (group, folder) -> bridge(brokers, topic, sink, group, folder)),
        new Contender(
            "reference, virtual threads",
            (group, folder) -> reference(brokers, topic, sink, group, folder, "virtual")),
        new Contender(
            "reference, OkHttp's pool",
            (group, folder) -> reference(brokers, topic, sink, group, folder, "pool")),
        new Contender(
            "consume and parse only",
            (group, folder) ->
                Java.start(
                    folder,
                    "consume",
                    ConsumeOnly.class,
                    brokers,
                    topic,
                    group,
                    sink.toString(),
                    count)));
  }

  private static JavaProcess reference(
      String brokers, String topic, URI sink, String group, Path folder, String dispatcher) {
    return Java.start(
        folder,
        "reference",
        ReferenceBridge.class,
        brokers,
        topic,
        group,
        sink.toString(),
        dispatcher);
  }

  private static JavaProcess bridge(
      String brokers, String topic, URI sink, String group, Path folder) throws IOException {
    Path config = folder.resolve("bridge.yaml");
    Files.writeString(
        config,
        """
        kafka: {bootstrap.servers: "%s", group.id: "%s"}
        ingest: {url: "%s", workspace: prod, api_key: key}
        dead_letters: {topic: dead-letters}
        admin: {host: 127.0.0.1, port: 0}
        topics:
          - topic: %s
            format: json
            routes:
        %s\
        """
            .formatted(brokers, group, sink, topic, Events.ROUTE));
    return JavaProcess.launch(
        "freshet-bridge",
        Path.of(System.getProperty("freshet.root"), "bridge/bin/freshet-bridge"),
        List.of("run", "--config", config.toString()),
        Map.of(),
        folder.resolve("bridge.log"));
  }
}
