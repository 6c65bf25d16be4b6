package io.freshet.offline.schemas;

import io.freshet.ingest.plan.Schemas;
import io.freshet.ingest.reload.Reading;
import io.freshet.ingest.reload.Reloads;
import io.freshet.schema.file.SchemaDirectory;
import io.freshet.yaml.Problems;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The schemas in a directory. */
public record SchemaReading(Path directory) implements Reading<Schemas> {
  private static final Logger LOG = LoggerFactory.getLogger(SchemaReading.class);

  @Override
  public String fingerprint() {
    return SchemaDirectory.fingerprint(directory);
  }

  @Override
  public Schemas read(Problems problems) {
    return new Schemas(SchemaDirectory.read(directory, problems));
  }

  /** Says what became of a change. */
  public Reloads<Schemas> reloads() {
    return new Reloads<>() {
      @Override
      public void loaded(Schemas before, Schemas now) {
        LOG.info("the schemas in {} have changed, and are in use", directory);
      }

      @Override
      public void kept(Problems problems) {
        LOG.error("the schemas in {} are bad; the last good ones stay:\n{}", directory, problems);
      }
    };
  }
}
