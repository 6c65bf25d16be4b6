package io.freshet.bridge.command;

import io.freshet.bridge.config.BridgeConfig;
import io.freshet.bridge.config.BridgeConfigFile;
import io.freshet.yaml.Problems;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that names the configuration. */
public final class ConfigOption {
  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "bridge.yaml: the broker, the server, and which topics go where.")
  Path file;

  /** Reads it; of no use where there are problems. */
  public BridgeConfig read(Problems problems) {
    return read(problems, System::getenv);
  }

  BridgeConfig read(Problems problems, Function<String, @Nullable String> environment) {
    return new BridgeConfigFile(problems, environment).read(file);
  }
}
