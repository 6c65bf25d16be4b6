package io.freshet.bridge.rehearse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * A broker and an ingest API made of cardboard: they say what a bridge wants to hear, until all of
 * the piece's events have arrived.
 */
public final class Stage implements AutoCloseable {
  private static final String SCHEMA =
      """
      {"workspace": "rehearsal", "push_source": "payments", "description": "",
       "timestamp": {"field": "at", "max_future": "5m", "max_age": "1825d"},
       "unknown_fields": "reject",
       "fields": [{"name": "user_id", "type": "string", "required": true},
                  {"name": "amount", "type": "float64"},
                  {"name": "count", "type": "int64"},
                  {"name": "tags", "type": "array<string>"},
                  {"name": "at", "type": "timestamp", "required": true}],
       "feature_views": [{"name": "view", "entity": ["user_id"]}]}
      """;

  private final StageBroker broker;
  private final StageServer server;
  private final CountDownLatch requests = new CountDownLatch(LogScript.EVENTS / 10);

  /** Sets it up, on free ports of the loopback interface. */
  public Stage() throws IOException {
    broker = new StageBroker();
    server = new StageServer(SCHEMA, this::stored);
  }

  /** Writes the configuration of a bridge that plays here. */
  public void write(Path file) throws IOException {
    Files.writeString(
        file,
        """
        kafka: {bootstrap.servers: "%s", group.id: rehearsal}
        ingest: {url: "http://127.0.0.1:%d", workspace: rehearsal, api_key: key}
        dead_letters: {topic: %s}
        admin: {host: 127.0.0.1, port: 0}
        topics:
          - topic: %s
            format: json
            routes:
              - push_source: payments
                fields:
                  user_id: user.id
                  amount: {path: payment.amount, default: 0.0}
                  count: count
                  tags: tags
                  at: {path: at, unit: ms}
        """
            .formatted(broker.address(), server.port(), Script.DEAD_LETTERS, Script.TOPIC));
  }

  /** Waits until all has been pushed. */
  public void awaitEnd() throws InterruptedException {
    requests.await();
  }

  @Override
  public void close() {
    server.close();
    broker.close();
  }

  private String stored(String requestId) {
    requests.countDown();
    return "{\"workspaceName\":\"rehearsal\",\"requestId\":\""
        + requestId
        + "\",\"ingestMetrics\":{}}";
  }
}
