package io.freshet.bridge;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.freshet.bridge.config.BridgeConfig;
import io.freshet.bridge.config.BridgeConfigFile;
import io.freshet.yaml.Problems;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code freshet-bridge run}. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    description = {
      "Consumes, maps and pushes until it is stopped. SIGTERM (or Ctrl-C) waits for the requests",
      "that are under way, commits and leaves the group.",
      "",
      "A server that is down is waited for; the topic's lag grows and nothing else happens."
    },
    footer = {
      "",
      "Example:",
      "  FRESHET_API_KEY=... java -jar freshet-bridge.jar run --config bridge.yaml"
    })
final class RunCommand implements Callable<Integer> {
  /** On top of the drain timeout: joining what was cancelled, the last commit, the group. */
  private static final Duration MARGIN = Duration.ofSeconds(10);

  private static final int FAILED = 3;
  private static final int NOT_DRAINED = -1;

  @Spec CommandSpec spec;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "bridge.yaml: the broker, the server, and which topics go where.")
  Path config;

  @Override
  public Integer call() {
    var problems = new Problems();
    BridgeConfig read = new BridgeConfigFile(problems, System::getenv).read(config);
    if (!problems.isEmpty()) {
      return report(problems);
    }
    var bridge = new Bridge(read);
    var ended = new CompletableFuture<Integer>();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> stop(bridge, ended, read.delivery().drainTimeout().plus(MARGIN)), "stop"));
    int code = FAILED;
    try {
      Problems found = bridge.run();
      code = found.isEmpty() ? 0 : report(found);
      return code;
    } finally {
      ended.complete(code);
    }
  }

  /**
   * Keeps the JVM until the bridge has drained, and ends it with the run's own exit code: a JVM
   * that ends by a signal would exit with the signal's.
   */
  private static void stop(Bridge bridge, CompletableFuture<Integer> ended, Duration patience) {
    bridge.stop();
    int code = ended.completeOnTimeout(NOT_DRAINED, patience.toMillis(), MILLISECONDS).join();
    if (code == NOT_DRAINED) {
      System.err.println("error: not drained after " + patience.toSeconds() + " s; leaving");
    }
    Runtime.getRuntime().halt(code == NOT_DRAINED ? FAILED : code);
  }

  private int report(Problems problems) {
    spec.commandLine().getErr().println(problems);
    spec.commandLine().getErr().println(problems.list().size() + " problem(s)");
    return 1;
  }
}
