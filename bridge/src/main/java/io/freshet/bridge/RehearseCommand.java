package io.freshet.bridge;

import io.freshet.bridge.config.BridgeConfigFile;
import io.freshet.bridge.rehearse.Stage;
import io.freshet.yaml.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code freshet-bridge rehearse}: for the launcher, not for people. */
@Command(
    name = "rehearse",
    hidden = true,
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    header = "Run against a broker and a server of our own, and end.",
    description = "What the JVM has loaded by then is worth keeping in a start-up cache.",
    footer = {
      "",
      "Example:",
      "  java -XX:AOTCacheOutput=freshet-bridge.aot -jar freshet-bridge.jar rehearse"
    })
final class RehearseCommand implements Callable<Integer> {

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path config = Files.createTempFile("freshet-rehearsal", ".yaml");
    try (var stage = new Stage()) {
      stage.write(config);
      return run(stage, config);
    } finally {
      Files.delete(config);
    }
  }

  private static int run(Stage stage, Path config) throws InterruptedException {
    var problems = new Problems();
    var bridge = new Bridge(new BridgeConfigFile(problems, _ -> null).read(config));
    Thread audience =
        Thread.ofPlatform()
            .daemon()
            .start(() -> {
              try {
                stage.awaitEnd();
              } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
              }
              bridge.stop();
            });
    boolean well = bridge.run().isEmpty() && problems.isEmpty();
    audience.interrupt();
    audience.join();
    return well ? 0 : 1;
  }
}
