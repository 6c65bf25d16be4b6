package io.freshet.benchmarks.ingest;

import java.net.URI;

/** A bridge.yaml that maps the payments of {@link Events}. */
final class BridgeConfig {
  private static final String TEXT =
      """
      kafka: {bootstrap.servers: "%s", group.id: end-to-end}
      ingest: {url: "%s", workspace: prod, api_key: none}
      dead_letters: {topic: freshet.dead-letters}
      admin: {host: 127.0.0.1, port: %d}
      topics:
        - topic: payments.v1
          format: json
          routes:
            - push_source: transactions
              sequence: seq
              fields:
                user_id: user.id
                transaction_id: payment.transaction_id
                amount: payment.amount
                currency: payment.currency
                merchant_id: payment.merchant.id
                event_time: {path: occurred_at, unit: ms}
      """;

  private BridgeConfig() {}

  static String of(String bootstrapServers, URI server, int adminPort) {
    return TEXT.formatted(bootstrapServers, server, adminPort);
  }
}
