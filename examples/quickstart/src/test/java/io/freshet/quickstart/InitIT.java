package io.freshet.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.embedded.EmbeddedDynamoDb;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code freshet-bridge init --server}, with the packaged bridge and a real server. */
class InitIT {
  private static final Path ROOT = Path.of(System.getProperty("freshet.root"));
  private static final EmbeddedDynamoDb DYNAMO_DB = EmbeddedDynamoDb.inMemory();

  @TempDir private static Path work;
  private static IngestServer server;

  private record Ended(int code, String out, String err) {}

  @BeforeAll
  static void start() {
    DYNAMO_DB.start();
    var store = new IngestServer.Store(DYNAMO_DB.endpoint(), "freshet_");
    server = new IngestServer("ingest", ROOT, work, store);
    server.createKey();
    server.start();
  }

  @AfterAll
  static void stop() {
    server.close();
    DYNAMO_DB.close();
  }

  @Test
  void whatItProposesOfTheServersSchemaPassesTheLintAgainstTheSameServer() throws Exception {
    Ended init = init(server.key(), "transactions");
    assertThat(init.code()).as(init.err()).isZero();
    assertThat(init.out())
        .contains("url: \"" + server.url() + "\"", "workspace: prod")
        .contains("push_source: transactions", "transaction_id: transaction_id");

    Path config = Files.writeString(work.resolve("proposed.yaml"), init.out());
    Ended lint = bridge(server.key(), "lint", "--config", config.toString());
    assertThat(lint.code()).as(lint.err()).isZero();
    assertThat(lint.out()).contains("1 topic(s), 1 route(s), 5 field(s)");
  }

  @Test
  void aKeyThatTheServerDoesNotKnowAndASourceThatItDoesNotHaveAreSaid() throws Exception {
    Ended stranger = init("fsk_nobody_nothing", "transactions");
    assertThat(stranger.code()).isEqualTo(3);
    assertThat(stranger.out()).isEmpty();
    assertThat(stranger.err()).contains("the schema cannot be had", "401");

    Ended unknown = init(server.key(), "transaction");
    assertThat(unknown.code()).isEqualTo(2);
    assertThat(unknown.err()).contains("--push-source: the server knows no transaction");
  }

  private static Ended init(String key, String pushSource) throws Exception {
    Path sample =
        Files.writeString(
            work.resolve("event.json"),
            """
            {"user_id": "u-1", "transaction_id": "t-1", "amount": 9.5, "currency": "EUR",
             "event_time": 1767486306000}
            """);
    return bridge(
        key,
        "init",
        "--topic=payments.v1",
        "--push-source=" + pushSource,
        "--sample=" + sample,
        "--server=" + server.url(),
        "--workspace=prod");
  }

  private static Ended bridge(String key, String... arguments)
      throws IOException, InterruptedException {
    Path err = work.resolve("err");
    var process = new ProcessBuilder(ROOT.resolve("bridge/bin/freshet-bridge").toString());
    process.command().addAll(List.of(arguments));
    process.environment().put("FRESHET_API_KEY", key);
    Process started = process.redirectError(err.toFile()).start();
    String out = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(started.waitFor(), out, Files.readString(err));
  }
}
