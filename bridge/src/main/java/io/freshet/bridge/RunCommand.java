package io.freshet.bridge;

import io.freshet.bridge.config.BridgeConfig;
import io.freshet.bridge.config.BridgeConfigFile;
import io.freshet.yaml.Problems;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code freshet-bridge run}. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    header = "Consume, map and push until stopped.",
    description = {
      "Consumes, maps and pushes until it is stopped. SIGTERM (or Ctrl-C) waits for the requests "
          + "that are under way, commits and leaves the group.",
      "",
      "A server that is down is waited for; the topic's lag grows and nothing else happens."
    },
    footer = {
      "",
      "Example:",
      "  FRESHET_API_KEY=... java -jar freshet-bridge.jar run --config bridge.yaml"
    })
final class RunCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "bridge.yaml: the broker, the server, and which topics go where.")
  Path config;

  @Override
  public Integer call() throws Exception {
    var problems = new Problems();
    BridgeConfig read = new BridgeConfigFile(problems, System::getenv).read(config);
    if (!problems.isEmpty()) {
      return report(problems);
    }
    var bridge = new Bridge(read);
    return new Ending(read, bridge::stop)
        .await(() -> {
          Problems found = bridge.run();
          return found.isEmpty() ? 0 : report(found);
        });
  }

  private int report(Problems problems) {
    problems.sorted().forEach(spec.commandLine().getErr()::println);
    spec.commandLine().getErr().println(problems.total() + " problem(s)");
    return 1;
  }
}
