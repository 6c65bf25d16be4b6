package io.freshet.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JavaProcessIT {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir Path folder;

  @Test
  void aProgramThatEndsEarlyFailsAtOnceWithTheEndOfItsOutput() {
    try (JavaProcess process = start("failing", List.of("no-such-option"))) {
      assertThatThrownBy(() -> process.awaitReady(() -> false))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("failing ended with code 1")
          .hasMessageContaining("no-such-option");
    }
  }

  @Test
  void sigtermRunsTheProgramsShutdownHooksAndReportsTheCode() throws Exception {
    try (JavaProcess process = start("waiting", waiting())) {
      process.awaitReady(() -> said(process, "ready"));
      assertThat(process.terminate(PATIENCE)).isEqualTo(143);
      assertThat(process.exitCode()).hasValue(143);
      assertThat(process.log()).content().contains("hook ran");
    }
  }

  @Test
  void sigkillRunsNone() {
    try (JavaProcess process = start("waiting", waiting())) {
      process.awaitReady(() -> said(process, "ready"));
      process.kill();
      assertThat(process.exitCode()).hasValue(137);
      assertThat(process.log()).content().doesNotContain("hook ran");
    }
  }

  @Test
  void aPausedProcessIsAliveAndDoesNothingUntilItIsResumed() {
    try (JavaProcess process = start("waiting", waiting())) {
      process.awaitReady(() -> said(process, "ready"));
      process.pause();
      assertThatThrownBy(() -> process.terminate(Duration.ofMillis(300)))
          .hasMessageContaining("did not end");
    }
  }

  @Test
  void aTetheredProgramEndsWhenItsOwnerIsKilled() {
    List<String> owner =
        List.of("-cp", testClasspath(), Owner.class.getName(), folder.resolve("child").toString());
    try (JavaProcess process = start("owner", owner)) {
      process.awaitReady(() -> said(process, "child "));
      ProcessHandle child = ProcessHandle.of(childOf(process)).orElseThrow();
      process.kill();
      assertThat(
              child.onExit().orTimeout(PATIENCE.toSeconds(), java.util.concurrent.TimeUnit.SECONDS))
          .succeedsWithin(PATIENCE);
    }
  }

  private JavaProcess start(String name, List<String> arguments) {
    return JavaProcess.start(name, arguments, Map.of(), folder.resolve(name + ".log"));
  }

  private static List<String> waiting() {
    return List.of("-cp", testClasspath(), Waiting.class.getName());
  }

  private static boolean said(JavaProcess process, String text) {
    return lines(process).anyMatch(line -> line.startsWith(text));
  }

  private static long childOf(JavaProcess process) {
    return lines(process)
        .filter(line -> line.startsWith("child "))
        .mapToLong(line -> Long.parseLong(line.substring("child ".length())))
        .findFirst()
        .orElseThrow();
  }

  private static Stream<String> lines(JavaProcess process) {
    try {
      return Files.readAllLines(process.log()).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String testClasspath() {
    return System.getProperty("java.class.path");
  }

  /** Says when it runs, and when its shutdown hook does. */
  static final class Waiting {
    public static void main(String[] args) throws InterruptedException {
      Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook ran")));
      System.out.println("ready");
      new CountDownLatch(1).await();
    }
  }

  /** Starts a tethered program, and says which process it is. */
  static final class Owner {
    public static void main(String[] args) throws InterruptedException {
      List<String> command = Tethered.command(testClasspath(), Waiting.class.getName());
      JavaProcess child = JavaProcess.start("child", command, Map.of(), Path.of(args[0]));
      child.awaitReady(() -> said(child, "ready"));
      System.out.println("child " + child.pid());
      new CountDownLatch(1).await();
    }
  }
}
