package io.freshet.ingest.command;

import io.freshet.ingest.auth.KeyFile;
import io.freshet.ingest.auth.KeyRing;
import io.freshet.ingest.reload.Reading;
import io.freshet.yaml.Fingerprint;
import io.freshet.yaml.Problem;
import io.freshet.yaml.Problems;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The file of API keys. */
record KeyReading(KeyFile file, InstantSource clock) implements Reading<KeyRing> {

  @Override
  public String fingerprint() {
    return Fingerprint.of(List.of(file.path()));
  }

  @Override
  public KeyRing read(Problems problems) {
    if (file.exists()) {
      return new KeyRing(file.read(problems), clock);
    }
    problems.add(missing(file.path()));
    return new KeyRing(List.of(), clock);
  }

  private static Problem missing(Path path) {
    return new Problem(
        path.toString(),
        0,
        "",
        "no such file",
        Optional.of(
            "freshet-ingest keys create --keys-file "
                + path
                + " --workspace NAME --access write,read makes it"));
  }
}
