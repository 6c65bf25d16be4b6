package io.freshet.benchmarks.drain;

import io.freshet.embedded.JavaProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The packaged bridge as a user runs it, by its launcher. */
public record BridgeProcess(String brokers, Load load, URI sink, String group) {

  /** Starts it, with more options for its JVM; what it writes is in the folder. */
  public JavaProcess start(Path folder, List<String> javaOptions) throws IOException {
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
            .formatted(brokers, group, sink, load.topic(), routes()));
    return JavaProcess.launch(
        "freshet-bridge",
        Path.of(System.getProperty("freshet.root"), "bridge/bin/freshet-bridge"),
        List.of("run", "--config", config.toString()),
        Map.of("JAVA_OPTIONS", String.join(" ", javaOptions)),
        folder.resolve("bridge.log"));
  }

  /** The same mapping to each push source. */
  private String routes() {
    return IntStream.range(0, load.routes())
        .mapToObj(route -> Events.ROUTE.formatted("payments" + (route == 0 ? "" : route)))
        .collect(Collectors.joining());
  }
}
