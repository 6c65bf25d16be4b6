package io.freshet.ingest.command;

import io.freshet.ingest.auth.Admission;
import io.freshet.ingest.auth.Caller;
import io.freshet.ingest.auth.Doorkeeper;
import io.freshet.ingest.auth.KeyFile;
import io.freshet.ingest.auth.KeyRing;
import io.freshet.ingest.config.IngestConfig;
import io.freshet.ingest.config.IngestConfig.Auth;
import io.freshet.ingest.config.IngestConfig.Watched;
import io.freshet.ingest.metrics.IngestMetrics;
import io.freshet.ingest.metrics.MeteredReloads;
import io.freshet.ingest.plan.Schemas;
import io.freshet.ingest.reload.Poller;
import io.freshet.ingest.reload.Reloading;
import io.freshet.yaml.Problems;
import java.time.InstantSource;
import java.util.Optional;

/** What the files that the configuration names hold, now. */
final class Loaded {
  private final IngestConfig config;
  private final Reloading<SchemaReading.Read> schemas;
  private final Optional<Keys> keys;

  private record Keys(Watched file, Reloading<KeyRing> ring) {}

  private Loaded(IngestConfig config, Reloading<SchemaReading.Read> schemas, Optional<Keys> keys) {
    this.config = config;
    this.schemas = schemas;
    this.keys = keys;
  }

  /** Reads all of them; what is wrong with any is added to {@code problems}. */
  static Loaded read(IngestConfig config, Problems problems) {
    var schemas = Reloading.start(new SchemaReading(config.schemas().path()), problems);
    Optional<Keys> keys =
        switch (config.auth()) {
          case Auth.Disabled _ -> Optional.empty();
          case Auth.Keys(Watched file) -> {
            var reading = new KeyReading(new KeyFile(file.path()), InstantSource.system());
            yield Optional.of(new Keys(file, Reloading.start(reading, problems)));
          }
        };
    return new Loaded(config, schemas, keys);
  }

  Schemas schemas() {
    return schemas.get().schemas();
  }

  /** Knows the keys of the moment in which it is asked. */
  Doorkeeper doorkeeper() {
    return keys.<Doorkeeper>map(with -> authorization -> with.ring().get().admit(authorization))
        .orElse(_ -> new Admission.Admitted(Caller.LOCAL));
  }

  String summary() {
    String sources =
        schemas.get().sources() + " push source(s) from " + config.schemas().path() + ", ";
    return keys.map(
            with -> sources + with.ring().get().size() + " key(s) from " + with.file().path())
        .orElse(sources + "no keys: anybody on this machine may do anything");
  }

  /** Reads the files again whenever they change, until what is returned is closed. */
  Poller watch(IngestMetrics metrics) {
    var poller = new Poller();
    var clock = InstantSource.system();
    var schemaReloads =
        new MeteredReloads<>(new SchemaLog(), metrics.schemaReloads(clock.instant()), clock);
    poller.every(config.schemas().reload(), () -> schemas.poll(schemaReloads));
    keys.ifPresent(with -> {
      var keyReloads =
          new MeteredReloads<>(new KeyLog(), metrics.keyReloads(clock.instant()), clock);
      poller.every(with.file().reload(), () -> with.ring().poll(keyReloads));
    });
    return poller;
  }
}
