package io.freshet.offline.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.embedded.JavaProcess;
import io.freshet.offline.Jvm;
import io.freshet.offline.Payments;
import io.freshet.offline.TestCatalog;
import io.freshet.offline.crash.Halt.Step;
import io.freshet.offline.table.ViewTables;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.data.Record;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A reader is killed at every step of a commit, and each time the next one goes on with the same
 * table and the same checkpoint.
 */
class CrashIT {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir Path folder;

  @Test
  void everyRowIsInOnceWhereverTheReaderIsKilled() {
    int records = CrashedReader.BATCH * (2 * Step.values().length + 4);
    for (Step step : Step.values()) {
      assertThat(run(records, Optional.of(step + ":2"))).as(step.name()).isEqualTo(Halt.KILLED);
    }
    assertThat(run(records, Optional.empty())).isZero();

    try (ViewTables tables = TestCatalog.open(folder)) {
      List<Object> users =
          TestCatalog.rows(tables.find(Payments.WORKSPACE, Payments.VIEW).orElseThrow()).stream()
              .map((Record row) -> row.getField("user_id"))
              .toList();
      List<Object> wanted =
          CrashedReader.script(Payments.plain(), records).all().stream()
              .flatMap(change -> change.inserted().stream())
              .map(item -> item.get("pk").s().split("\\|", -1)[2])
              .map(Object.class::cast)
              .toList();
      assertThat(users).containsExactlyInAnyOrderElementsOf(wanted);
    }
  }

  private int run(int records, Optional<String> halt) {
    List<String> options = halt.map(at -> List.of("-Dfreshet.halt=" + at)).orElse(List.of());
    try (JavaProcess reader =
        Jvm.start(
            "reader",
            options,
            CrashedReader.class,
            List.of(folder.toString(), Integer.toString(records)),
            folder.resolve("reader.log"))) {
      return reader.await(PATIENCE);
    }
  }
}
