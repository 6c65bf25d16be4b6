package io.freshet.ingest.command;

import io.freshet.ingest.plan.Schemas;
import io.freshet.ingest.reload.Reading;
import io.freshet.schema.file.SchemaDirectory;
import io.freshet.schema.file.SchemaFiles;
import io.freshet.yaml.Problems;
import java.nio.file.Path;

/** The directory of schema files. */
record SchemaReading(Path directory) implements Reading<SchemaReading.Read> {

  /** What it holds: for requests, and for people. */
  record Read(Schemas schemas, SchemaFiles files) {

    int sources() {
      return files.catalogue().workspaces().stream()
          .mapToInt(workspace -> files.catalogue().sources(workspace).size())
          .sum();
    }
  }

  @Override
  public String fingerprint() {
    return SchemaDirectory.fingerprint(directory);
  }

  @Override
  public Read read(Problems problems) {
    SchemaFiles files = SchemaFiles.read(directory, problems);
    return new Read(new Schemas(files.catalogue()), files);
  }
}
