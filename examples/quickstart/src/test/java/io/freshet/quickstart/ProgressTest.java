package io.freshet.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final long SECOND = 1_000_000_000;

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);

  @Test
  void aLogHasALineAtMostEveryTwoSecondsAndEveryStep() {
    var progress = new Progress(out, false);

    progress.line("a", 10 * SECOND);
    progress.line("b", 11 * SECOND);
    progress.step("step");
    progress.line("c", 13 * SECOND);

    assertThat(written.toString(StandardCharsets.UTF_8))
        .isEqualToNormalizingNewlines("a\nstep\nc\n");
  }

  @Test
  void onATerminalALineIsWrittenOverAndAStepStays() {
    var progress = new Progress(out, true);

    progress.line("a", 10 * SECOND);
    progress.line("b", 11 * SECOND);
    progress.step("step");

    assertThat(written.toString(StandardCharsets.UTF_8))
        .isEqualToNormalizingNewlines("\r\033[Ka\r\033[Kb\r\033[Kstep\n");
  }
}
