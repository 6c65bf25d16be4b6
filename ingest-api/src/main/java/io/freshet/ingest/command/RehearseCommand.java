package io.freshet.ingest.command;

import io.freshet.ingest.config.IngestConfig;
import io.freshet.yaml.Problems;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;

/** {@code freshet-ingest rehearse}: for the launcher, not for people. */
@Command(
    name = "rehearse",
    hidden = true,
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    header = "Serve some requests of our own from a stage set, and end.",
    description = "What the JVM has loaded by then is worth keeping in a start-up cache.",
    footer = {
      "",
      "Example:",
      "  java -XX:AOTCacheOutput=freshet-ingest.aot -jar freshet-ingest.jar rehearse"
    })
public final class RehearseCommand implements Callable<Integer> {
  private static final int REQUESTS = 50;

  private static final String SCHEMA =
      """
      workspace: rehearsal
      push_source: payments
      timestamp: {field: at}
      fields:
        - {name: user_id, type: string, required: true}
        - {name: amount, type: float64}
        - {name: count, type: int64}
        - {name: tags, type: array<string>}
        - {name: at, type: timestamp, required: true}
      feature_views: [{name: view, entity: [user_id]}]
      """;

  private static final String READ =
      """
      {"workspace_name": "rehearsal", "feature_view_name": "view", "join_keys": [{"user_id": "u-1"}]}
      """;

  @Override
  public Integer call() throws IOException {
    System.setProperty("aws.accessKeyId", "rehearsal");
    System.setProperty("aws.secretAccessKey", "rehearsal");
    Path folder = Files.createTempDirectory("freshet-rehearsal");
    Path schemas = Files.createDirectory(folder.resolve("schemas"));
    Path schema = schemas.resolve("payments.yaml");
    Path config = folder.resolve("ingest.yaml");
    try (var store = new StageStore()) {
      Files.writeString(schema, SCHEMA);
      Files.writeString(
          config,
          """
          server: {host: 127.0.0.1, port: 0}
          schemas: {directory: "%s"}
          auth: {disabled: true}
          store: {dynamodb: {region: local, endpoint: "%s", table_prefix: "", create_tables: false}}
          """
              .formatted(schemas, store.endpoint()));
      return play(config);
    } finally {
      Files.delete(config);
      Files.delete(schema);
      Files.delete(schemas);
      Files.delete(folder);
    }
  }

  private static int play(Path config) throws IOException {
    var problems = new Problems();
    IngestConfig read = IngestConfig.read(config, problems);
    Loaded loaded = Loaded.read(read, problems);
    boolean well = problems.isEmpty();
    try (var application = Application.start(read, loaded, Stores::open)) {
      application.announce();
      for (int i = 0; i < REQUESTS; i++) {
        well &= post(application.port(), "/ingest", push(i)) == 200;
        well &= post(application.port(), "/v1/get-features", READ) == 200;
      }
    }
    return well ? 0 : 1;
  }

  private static String push(int i) {
    return IntStream.range(10 * i, 10 * i + 10)
        .mapToObj(n ->
            """
            {"record": {"user_id": "u-%d", "amount": %d.5, "count": %d, "tags": ["a", "b"],
                        "at": "2026-01-04T00:25:06Z"}, "sequence": %d, "origin": "rehearsal/0"}
            """
                .formatted(n % 97, n, n, n))
        .collect(
            Collectors.joining(
                ",", "{\"workspace_name\":\"rehearsal\",\"records\":{\"payments\":[", "]}}"));
  }

  private static int post(int port, String path, String body) throws IOException {
    var url = URI.create("http://127.0.0.1:" + port + path).toURL();
    var request = (HttpURLConnection) url.openConnection();
    request.setDoOutput(true);
    request.setRequestProperty("Content-Type", "application/json");
    try (OutputStream out = request.getOutputStream()) {
      out.write(body.getBytes(StandardCharsets.UTF_8));
    }
    return request.getResponseCode();
  }
}
