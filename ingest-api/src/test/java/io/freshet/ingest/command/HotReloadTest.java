package io.freshet.ingest.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.freshet.ingest.IngestMain;
import io.freshet.ingest.config.IngestConfig;
import io.freshet.yaml.Problems;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The whole server over files that change while it runs. */
class HotReloadTest {
  private static final String SCHEMA =
      """
      workspace: prod
      push_source: payments
      timestamp: {field: at}
      fields:
        - {name: user_id, type: string, required: true}
        - {name: amount, type: float64}
        - {name: at, type: timestamp, required: true}
      feature_views:
        - {name: latest, entity: [user_id], features: [amount]}
      """;
  private static final String MORE =
      SCHEMA.replace("  - {name: at,", "  - {name: note, type: string}\n  - {name: at,");

  @TempDir private static Path folder;
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static Application application;
  private static String key = "";

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();

  @BeforeAll
  static void start() throws IOException {
    Files.createDirectories(folder.resolve("schemas"));
    schema(SCHEMA);
    Files.writeString(
        folder.resolve("ingest.yaml"),
        """
        server: {host: 127.0.0.1, port: 0}
        schemas: {directory: schemas, reload: 100ms}
        auth: {keys_file: keys.yaml, reload: 100ms}
        store: {in_memory: {}}
        """);
    key = createKey();
    var problems = new Problems();
    IngestConfig config = IngestConfig.read(folder.resolve("ingest.yaml"), problems);
    Loaded loaded = Loaded.read(config, problems);
    assertThat(problems.list()).isEmpty();
    application = Application.start(config, loaded, Stores::open);
  }

  @AfterAll
  static void stop() {
    application.close();
  }

  @BeforeEach
  void asAtTheStart() throws IOException {
    schema(SCHEMA);
    await().until(() -> push(key, "\"note\":\"x\"") == 400 && ok("schema") && ok("key"));
    log.start();
    logger().addAppender(log);
  }

  @AfterEach
  void stopListening() {
    logger().detachAppender(log);
  }

  @Test
  void aNewOptionalFieldIsPushableWithoutARestartAndABrokenFileChangesNothing() throws IOException {
    double failures = metric("schema_reload_failures_total");
    double reloads = metric("schema_reloads_total");
    schema(MORE);
    await().until(() -> push(key, "\"note\":\"x\"") == 200);
    assertThat(metric("schema_reloads_total")).isEqualTo(reloads + 1);
    assertThat(metric("schema_loaded_timestamp_seconds"))
        .isCloseTo(Instant.now().getEpochSecond(), within(60.0));

    schema(MORE.replace("type: float64", "type: flaot64"));
    await().until(() -> !ok("schema"));
    assertThat(metric("schema_reload_failures_total")).isEqualTo(failures + 1);
    assertThat(push(key, "\"note\":\"x\"")).isEqualTo(200);
    assertThat(messages("ERROR"))
        .singleElement()
        .asString()
        .contains("the last good ones stay in use", "payments.yaml:6", "did you mean float64?");

    schema(MORE);
    await().until(() -> ok("schema"));
    // Some polls later still one failure, and one message.
    assertThat(metric("schema_reload_failures_total")).isEqualTo(failures + 1);
    assertThat(messages("ERROR")).hasSize(1);
    assertThat(messages("WARN")).isEmpty();
  }

  @Test
  void aBreakingChangeIsLoadedAndSaidLoudly() throws IOException {
    schema(SCHEMA.replace("amount, type: float64", "amount, type: float64, required: true"));
    await().until(() -> push(key, "\"note\":null") != 200 && !messages("WARN").isEmpty());
    assertThat(messages("WARN"))
        .singleElement()
        .asString()
        .contains("breaks writers", "payments.yaml:6", "was optional, is required", "what to do");
    assertThat(push(key, "\"amount\":1")).isEqualTo(200);
  }

  @Test
  void keysThatAreMadeWorkAndKeysThatAreRevokedDoNotAfterTheNextLook() throws IOException {
    double reloads = metric("key_reloads_total");
    String second = createKey();
    await().until(() -> push(second, "\"amount\":1") == 200);
    assertThat(push(key, "\"amount\":1")).isEqualTo(200);
    run("keys", "revoke", "--keys-file", keys(), second.split("_")[1]);
    await().until(() -> push(second, "\"amount\":1") == 401);
    assertThat(push(key, "\"amount\":1")).isEqualTo(200);
    assertThat(metric("key_reloads_total")).isEqualTo(reloads + 2);
    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .noneMatch(said -> said.contains(second) || said.contains(key));
  }

  @Test
  void aBrokenOrMissingKeyFileLocksNobodyOutAndIsLoud() throws IOException {
    double failures = metric("key_reload_failures_total");
    String good = Files.readString(Path.of(keys()));
    Files.writeString(Path.of(keys()), "keys: [{id: x}]");
    await().until(() -> metric("key_reload_failures_total") == failures + 1);
    assertThat(push(key, "\"amount\":1")).isEqualTo(200);
    Files.delete(Path.of(keys()));
    await().until(() -> metric("key_reload_failures_total") == failures + 2);
    assertThat(ok("key")).isFalse();
    assertThat(push(key, "\"amount\":1")).isEqualTo(200);
    assertThat(messages("ERROR")).hasSize(2).last().asString().contains("no such file");
    Files.writeString(Path.of(keys()), good);
    await().until(() -> ok("key"));
  }

  private static Logger logger() {
    return (Logger) LoggerFactory.getLogger("io.freshet.ingest.command");
  }

  private List<String> messages(String level) {
    return List.copyOf(log.list).stream()
        .filter(event -> event.getLevel().toString().equals(level))
        .map(ILoggingEvent::getFormattedMessage)
        .toList();
  }

  /** Replaced as a whole, as a deployment does it. */
  private static void schema(String yaml) throws IOException {
    Path draft = Files.writeString(folder.resolve("draft"), yaml);
    Files.move(draft, folder.resolve("schemas/payments.yaml"), StandardCopyOption.REPLACE_EXISTING);
  }

  private static String createKey() {
    return run("keys", "create", "--keys-file", keys(), "--workspace", "prod", "--access", "write")
        .strip();
  }

  private static String keys() {
    return folder.resolve("keys.yaml").toString();
  }

  private static String run(String... arguments) {
    var out = new StringWriter();
    var line = IngestMain.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(new StringWriter()));
    assertThat(line.execute(arguments)).isZero();
    return out.toString();
  }

  private static int push(String with, String field) {
    String body =
        "{\"workspace_name\":\"prod\",\"records\":{\"payments\":[{\"record\":{\"user_id\":\"a\","
            + field
            + ",\"at\":\""
            + Instant.now()
            + "\"}}]}}";
    return send(HttpRequest.newBuilder(uri("/ingest"))
            .header("Authorization", "Bearer " + with)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build())
        .statusCode();
  }

  private static boolean ok(String what) {
    return metric(what + "_last_reload_ok") == 1;
  }

  private static double metric(String name) {
    return send(HttpRequest.newBuilder(uri("/metrics")).build())
        .body()
        .lines()
        .filter(line -> line.startsWith("freshet_ingest_" + name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
        .sum();
  }

  private static URI uri(String path) {
    return URI.create("http://127.0.0.1:" + application.port() + path);
  }

  private static HttpResponse<String> send(HttpRequest request) {
    try {
      return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
