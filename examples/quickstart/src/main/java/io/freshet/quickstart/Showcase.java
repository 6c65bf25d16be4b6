package io.freshet.quickstart;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Reads features back through the API, and says what to try next. */
final class Showcase {
  private static final int SHOWN = 3;

  private final LocalSystem system;
  private final Api api;
  private final Progress progress;

  Showcase(LocalSystem system, Api api, Progress progress) {
    this.system = system;
    this.api = api;
    this.progress = progress;
  }

  /** Shows some users' features with both times. */
  void features(List<String> users) {
    progress.step("Features of some users, read back through the API:");
    for (String user : users.stream().limit(SHOWN).toList()) {
      progress.step("  " + get(user));
    }
  }

  /** Prints commands that work as they stand while everything is up. */
  void whatNext(String user, List<BridgeProcess> bridges) {
    String url = system.ingest().url().toString();
    progress.step(
        """

        Everything is up. Try, in another terminal:

          # the latest features of a user
          curl -s %s/v1/get-features -H 'Authorization: Bearer %s' -d '%s'

          # push a transaction of your own
          curl -s %s/ingest -H 'Authorization: Bearer %s' -d '{"workspace_name":"prod","records":{"transactions":[{"record":{"user_id":"me","transaction_id":"t1","amount":9.5,"currency":"EUR","event_time":"%s"}}]}}'

          # what the programs report
          curl -s %s/metrics | grep freshet_
          curl -s %s | grep freshet_

        Configuration and logs are in %s
        Ctrl-C stops everything.
        """
            .formatted(
                url,
                system.ingest().key(),
                body(user),
                url,
                system.ingest().key(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                url,
                bridges.getFirst().metrics(),
                system.work()));
  }

  private String get(String user) {
    String answer = api.post("/v1/get-features", body(user));
    int results = answer.indexOf("\"results\":");
    return answer.substring(results + "\"results\":".length(), answer.length() - 1);
  }

  private static String body(String user) {
    return "{\"workspace_name\":\"prod\",\"feature_view_name\":\"user_last_transaction\",\"join_keys\":[{\"user_id\":\"%s\"}]}"
        .formatted(user);
  }
}
