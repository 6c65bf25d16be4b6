package io.freshet.ingest.command;

import io.freshet.ingest.auth.Admission;
import io.freshet.ingest.auth.Caller;
import io.freshet.ingest.auth.Doorkeeper;
import io.freshet.ingest.auth.KeyFile;
import io.freshet.ingest.auth.KeyRing;
import io.freshet.ingest.config.IngestConfig;
import io.freshet.ingest.config.IngestConfig.Auth;
import io.freshet.ingest.plan.Schemas;
import io.freshet.schema.Catalogue;
import io.freshet.schema.file.SchemaDirectory;
import io.freshet.yaml.Problem;
import io.freshet.yaml.Problems;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** What the files that the configuration names hold. */
record Loaded(Schemas schemas, Doorkeeper doorkeeper, String summary) {

  /** Reads all of them; what is wrong with any is added to {@code problems}. */
  static Loaded read(IngestConfig config, Problems problems) {
    Catalogue catalogue = SchemaDirectory.read(config.schemas(), problems);
    int sources =
        catalogue.workspaces().stream().mapToInt(name -> catalogue.sources(name).size()).sum();
    String schemas = sources + " push source(s) from " + config.schemas();
    return switch (config.auth()) {
      case Auth.Disabled _ ->
          new Loaded(
              new Schemas(catalogue),
              _ -> new Admission.Admitted(Caller.LOCAL),
              schemas + ", no keys: anybody on this machine may do anything");
      case Auth.Keys(Path file) -> {
        KeyRing keys = keys(file, problems);
        yield new Loaded(
            new Schemas(catalogue), keys, schemas + ", " + keys.size() + " key(s) from " + file);
      }
    };
  }

  private static KeyRing keys(Path path, Problems problems) {
    var file = new KeyFile(path);
    if (!file.exists()) {
      problems.add(
          new Problem(
              path.toString(),
              0,
              "",
              "no such file",
              Optional.of(
                  "freshet-ingest keys create --keys-file "
                      + path
                      + " --workspace NAME --access write,read makes it")));
      return new KeyRing(List.of(), InstantSource.system());
    }
    return new KeyRing(file.read(problems), InstantSource.system());
  }
}
