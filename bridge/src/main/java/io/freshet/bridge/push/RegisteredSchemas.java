package io.freshet.bridge.push;

import io.freshet.bridge.push.SchemaClient.NotNow;
import io.freshet.bridge.push.SchemaClient.Registered;
import io.freshet.bridge.push.SchemaClient.Unknown;
import io.freshet.schema.PushSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches the registered schemas. A server that is not up yet is waited for, aloud. */
public final class RegisteredSchemas {
  private static final Logger LOG = LoggerFactory.getLogger(RegisteredSchemas.class);

  private final SchemaClient client;
  private final Backoff backoff;
  private final Pause pause;

  public RegisteredSchemas(SchemaClient client, Backoff backoff, Pause pause) {
    this.client = client;
    this.backoff = backoff;
    this.pause = pause;
  }

  /** The schemas by push source; one that the server does not know is left out. */
  public Map<String, PushSource> fetch(Set<String> pushSources) throws InterruptedException {
    Map<String, PushSource> found = new HashMap<>();
    for (String pushSource : pushSources) {
      fetch(pushSource).ifPresent(source -> found.put(pushSource, source));
    }
    return found;
  }

  private Optional<PushSource> fetch(String pushSource) throws InterruptedException {
    for (int failures = 0; ; failures++) {
      switch (client.fetch(pushSource)) {
        case Registered registered -> {
          return Optional.of(registered.source());
        }
        case Unknown _ -> {
          return Optional.empty();
        }
        case NotNow notNow -> {
          LOG.warn(
              "waiting for the schema of {}: {}. Is freshet-ingest up, and the API key right?",
              pushSource,
              notNow.reason());
          pause.sleep(backoff.after(failures, Optional.empty()));
        }
      }
    }
  }
}
