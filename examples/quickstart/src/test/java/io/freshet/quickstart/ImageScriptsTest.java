package io.freshet.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts of {@code examples/images}, as far as they go without Docker. */
class ImageScriptsTest {
  private static final Path ROOT = Path.of(System.getProperty("freshet.root"));
  private static final Pattern SCRIPT = Pattern.compile("examples/images/(\\w+)");

  private record Ended(int code, String output) {}

  @ParameterizedTest
  @ValueSource(strings = {"build", "run", "daemon"})
  void eachHasHelpAndRefusesWhatItDoesNotKnow(String script) throws Exception {
    assertThat(run(script, "--help"))
        .satisfies(ended -> assertThat(ended.code()).isZero())
        .satisfies(ended -> assertThat(ended.output()).contains("examples/images/" + script + " "));
    assertThat(run(script, "--wrong").code()).isEqualTo(2);
  }

  @Test
  void aContainerThatIsNotThereCannotBeKilled() throws Exception {
    assertThat(run("run", "--kill", "zookeeper"))
        .isEqualTo(
            new Ended(
                2,
                "--kill zookeeper: expected bridge-1, bridge-2, ingest, kafka, offline or none\n"));
  }

  @ParameterizedTest
  @CsvSource({"build, --programs", "run, --kill=none"})
  void whereNoDaemonAnswersItIsSaidHowToStartOne(String script, String option) throws Exception {
    Ended ended = run(script, option.split("="));
    assertThat(ended.code()).as(ended.output()).isEqualTo(3);
    assertThat(ended.output()).contains("examples/images/daemon start");
  }

  @Test
  void theReadmeNamesWhatIsThere() throws Exception {
    List<String> named =
        SCRIPT
            .matcher(Files.readString(ROOT.resolve("examples/images/README.md")))
            .results()
            .map((MatchResult match) -> match.group(1))
            .toList();
    assertThat(named).contains("build", "run", "daemon");
    assertThat(named)
        .allSatisfy(name -> assertThat(ROOT.resolve("examples/images/" + name)).exists());
  }

  private static Ended run(String script, String... arguments) throws Exception {
    var process = new ProcessBuilder(ROOT.resolve("examples/images/" + script).toString());
    process.command().addAll(List.of(arguments));
    process.environment().put("DOCKER_HOST", "unix:///nowhere/docker.sock");
    Process started = process.redirectErrorStream(true).start();
    String output = new String(started.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(started.waitFor(), output);
  }
}
