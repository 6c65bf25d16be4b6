package io.freshet.ingest.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.embedded.EmbeddedServers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that mean no good, or know no better, while others are served. */
class HostileClientsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final String HEAD =
      "POST /ingest HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
  @TempDir private static Path folder;
  private static ServerProcess server;
  private static Pusher pusher;

  @BeforeAll
  static void start() throws IOException {
    server =
        ServerProcess.start(
            folder,
            "{idle_timeout: 2s, request_timeout: 1s, connections: 15000}",
            EmbeddedServers.dynamoDb().endpoint());
    pusher = new Pusher();
  }

  @AfterAll
  static void stop() {
    pusher.close();
    server.close();
  }

  @AfterEach
  void othersAreServed() throws Exception {
    assertThat(pusher.push(server.url("/"), UUID.randomUUID().toString()).statusCode())
        .isEqualTo(200);
    assertThat(server.process().isAlive()).isTrue();
  }

  @Test
  void headersThatNeverEndAreCutOff() throws IOException {
    try (var raw = new Raw(server.port())) {
      assertThat(raw.send(HEAD + "X-Slow: ").answer(PATIENCE)).endsWith("<end>");
    }
  }

  @Test
  void aBodyThatDoesNotComeIsAnsweredAtTheDeadline() throws IOException {
    try (var raw = new Raw(server.port())) {
      raw.send(HEAD + "Content-Length: 1000\r\n\r\n{\"works");
      assertThat(raw.answer(PATIENCE)).contains(" 504 ", "DEADLINE_EXCEEDED").endsWith("<end>");
    }
  }

  @Test
  void aBodyThatTricklesIsCutOffThoughItNeverRests() throws IOException {
    try (var raw = new Raw(server.port())) {
      raw.send(HEAD + "Content-Length: 100000\r\n\r\n");
      String said = "";
      for (int i = 0; i < 100 && said.isEmpty(); i++) {
        raw.send(" ");
        said = raw.answer(Duration.ofMillis(100));
      }
      assertThat(said).contains(" 504 ");
    }
  }

  @Test
  void aConnectionThatIsHalfClosedIsEnded() throws IOException {
    try (var raw = new Raw(server.port())) {
      raw.send(HEAD + "Content-Length: 1000\r\n\r\n{").endOutput();
      assertThat(raw.answer(PATIENCE)).endsWith("<end>").doesNotContain(" 200 ");
    }
  }

  @Test
  void hugeHeadersAreRefused() throws IOException {
    try (var raw = new Raw(server.port())) {
      raw.send(HEAD + "X-Huge: " + "x".repeat(64 << 10) + "\r\n\r\n");
      assertThat(raw.answer(PATIENCE)).containsAnyOf(" 431 ", "<reset>").doesNotContain(" 200 ");
    }
  }

  @Test
  void aCompressedBombIsRefusedUnread() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(bytes)) {
      gzip.write(new byte[64 << 20]);
    }
    try (var raw = new Raw(server.port())) {
      raw.send(HEAD + "Content-Encoding: gzip\r\nContent-Length: " + bytes.size() + "\r\n\r\n");
      raw.send(bytes.toByteArray());
      assertThat(raw.answer(Duration.ofSeconds(3))).contains(" 415 ");
    }
  }

  @Test
  void deepAndLongThingsAreRefusedWithoutHarm() throws IOException {
    String open =
        "{\"workspace_name\":\"prod\",\"records\":{\"payments\":[{\"record\":{\"amount\":";
    for (String bomb :
        List.of(
            open + "[".repeat(2 << 20),
            open + "{\"a\":".repeat(1 << 19),
            open + "9".repeat(1 << 20),
            open + "1e" + "9".repeat(1 << 20),
            "{\"" + "n".repeat(1 << 20) + "\":1}")) {
      try (var raw = new Raw(server.port())) {
        raw.send(HEAD + "Content-Length: " + bomb.length() + "\r\n\r\n" + bomb);
        assertThat(raw.answer(Duration.ofSeconds(3))).contains(" 400 ", "MALFORMED_REQUEST");
      }
    }
  }

  @Test
  void streamsThatAreResetByTheThousandEndTheirConnection() throws IOException {
    try (var raw = new Raw(server.port())) {
      String said = Http2.rapidReset(raw, 5_000);
      assertThat(said)
          .satisfiesAnyOf(
              text -> assertThat(text).endsWith("<end>"),
              text -> assertThat(text).endsWith("<reset>"));
    }
  }

  @Test
  void aThousandIdleConnectionsHarmNobody() throws Exception {
    idle(1_000);
  }

  @Tag("soak")
  @Test
  void tenThousandIdleConnectionsHarmNobody() throws Exception {
    idle(9_000);
  }

  private static void idle(int count) throws Exception {
    List<Raw> connections = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        connections.add(new Raw(server.port()));
        if (i % 100 == 0) {
          assertThat(pusher.push(server.url("/"), "idle-" + i).statusCode()).isEqualTo(200);
        }
      }
      connections.getFirst().answer(PATIENCE);
    } finally {
      for (Raw connection : connections) {
        connection.close();
      }
    }
  }
}
