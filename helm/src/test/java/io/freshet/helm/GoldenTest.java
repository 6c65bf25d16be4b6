package io.freshet.helm;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the chart renders, to the letter. {@code -Dfreshet.golden=write} writes the files anew, for
 * a person to review.
 */
class GoldenTest {
  private static final Path GOLDEN =
      Chart.ROOT.resolve("helm/src/test/resources/io/freshet/helm/golden");

  static List<Path> matrix() {
    return Chart.matrix();
  }

  @ParameterizedTest
  @MethodSource("matrix")
  void rendersWhatAPersonHasReviewed(Path values) throws IOException {
    compare(Chart.render(values), values.getFileName().toString());
  }

  @Test
  void theSidecarStandsInAnotherChartsPods(@TempDir Path folder) throws IOException {
    compare(KafkaWithBridge.render(folder), "kafka-with-bridge.yaml");
  }

  /**
   * With the chart's own values, which is all that the library lints; RealHelmIT lints the rest.
   */
  @Test
  void lintsWithoutAWarning() {
    LintResult result = new Helm(Chart.FOLDER).lint().strict().call();
    assertThat(result.isFailed()).as(String.join("\n", result.getMessages())).isFalse();
  }

  private static void compare(String whole, String name) throws IOException {
    String rendered = elided(elided(whole, "files/dashboard.json", 4), "files/alerts.yaml", 2);
    Path golden = GOLDEN.resolve(name);
    if ("write".equals(System.getProperty("freshet.golden"))) {
      Files.writeString(golden, rendered);
    }
    assertThat(rendered).isEqualTo(Files.readString(golden));
  }

  /** Without a file that is reviewed where it stands. */
  private static String elided(String rendered, String file, int indent) {
    String runbook = "https://runbooks.example/freshet";
    String margin = "\n" + " ".repeat(indent);
    String content =
        Chart.read(Chart.FOLDER.resolve(file)).replace("helm/freshet/RUNBOOK.md", runbook);
    return rendered.replace(
        margin + content.replace("\n", margin).stripTrailing(), margin + "(" + file + ")");
  }
}
