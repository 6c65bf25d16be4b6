package io.freshet.ingest.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.embedded.JavaProcess;
import io.freshet.ingest.auth.KeyFile;
import io.freshet.yaml.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as it is run: by several people at once, each in a process of its own. */
class KeysProcessIT {
  private static final int PROCESSES = 4;

  @TempDir private Path folder;

  @Test
  void keysMadeByProcessesAtTheSameTimeAreAllThere() throws IOException {
    Path keys = folder.resolve("keys.yaml");
    List<JavaProcess> processes = new ArrayList<>();
    for (int i = 0; i < PROCESSES; i++) {
      processes.add(create(keys, folder.resolve(i + ".log")));
    }
    for (JavaProcess process : processes) {
      assertThat(process.await(Duration.ofSeconds(60))).isZero();
    }
    var problems = new Problems();
    assertThat(new KeyFile(keys).read(problems)).hasSize(PROCESSES);
    assertThat(problems.list()).isEmpty();
    for (JavaProcess process : processes) {
      assertThat(Files.readString(process.log())).containsOnlyOnce("fsk_").contains("added to");
    }
  }

  private static JavaProcess create(Path keys, Path log) {
    return JavaProcess.start(
        "keys create",
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            "io.freshet.ingest.IngestMain",
            "keys",
            "create",
            "--keys-file",
            keys.toString(),
            "--workspace",
            "prod",
            "--access",
            "write"),
        Map.of(),
        log);
  }
}
