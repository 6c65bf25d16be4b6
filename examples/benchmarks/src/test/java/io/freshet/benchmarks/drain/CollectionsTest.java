package io.freshet.benchmarks.drain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectionsTest {
  @TempDir Path folder;

  @Test
  void countsWhatHasComeBetweenTwoCollections() throws IOException {
    Path log = folder.resolve("gc.log");
    Files.writeString(
        log,
        """
        [0.010s][info][gc] Using Serial
        [1.2s][info][gc] GC(0) Pause Young (Allocation Failure) 34M->5M(123M) 3.456ms
        [1.9s][info][gc] GC(1) Pause Young (Allocation Failure) 39M->6M(123M) 2.100ms
        [2.0s][info][gc] GC(2) Pause Full (Allocation Failure) 40M->4M(123M) 20.000ms
        """);
    assertThat(Collections.of(log).allocatedBytes()).isEqualTo((34L + 34 + 34) << 20);
  }
}
