package io.freshet.bridge;

import io.freshet.bridge.command.ConfigOption;
import io.freshet.bridge.command.Ending;
import io.freshet.bridge.command.Report;
import io.freshet.bridge.config.BridgeConfig;
import io.freshet.yaml.Problems;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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

  @Mixin ConfigOption config = new ConfigOption();

  @Override
  public Integer call() throws Exception {
    var problems = new Problems();
    BridgeConfig read = config.read(problems);
    if (!problems.isEmpty()) {
      return Report.lines(problems, spec.commandLine());
    }
    var bridge = new Bridge(read);
    return new Ending(read, bridge::stop)
        .await(() -> {
          Problems found = bridge.run();
          return found.isEmpty() ? Report.OK : Report.lines(found, spec.commandLine());
        });
  }
}
