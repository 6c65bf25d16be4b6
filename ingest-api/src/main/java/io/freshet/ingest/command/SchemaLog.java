package io.freshet.ingest.command;

import io.freshet.ingest.reload.Reloads;
import io.freshet.schema.change.Change;
import io.freshet.schema.change.Changes;
import io.freshet.yaml.Problems;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells operators what became of changed schema files. */
final class SchemaLog implements Reloads<SchemaReading.Read> {
  private static final Logger LOG = LoggerFactory.getLogger(SchemaLog.class);

  @Override
  public void loaded(SchemaReading.Read before, SchemaReading.Read now) {
    var changes = Changes.between(before.files().catalogue(), now.files().catalogue());
    LOG.info(
        "schemas reloaded: {} push source(s), {} change(s)", now.sources(), changes.all().size());
    var text = new ChangeText(before.files().places(), now.files().places());
    for (Change.Breaking breaking : changes.breaking()) {
      LOG.warn("the schema change that was loaded {}", text.of(breaking));
    }
  }

  @Override
  public void kept(Problems problems) {
    LOG.error(
        "schemas not reloaded, the last good ones stay in use; {} problem(s):\n{}",
        problems.total(),
        problems);
  }
}
