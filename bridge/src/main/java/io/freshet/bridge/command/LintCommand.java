package io.freshet.bridge.command;

import io.freshet.bridge.config.BridgeConfig;
import io.freshet.bridge.config.TopicConfig;
import io.freshet.bridge.format.TopicShapes;
import io.freshet.bridge.map.TopicShape;
import io.freshet.bridge.registry.RestRegistry;
import io.freshet.yaml.Problems;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code freshet-bridge lint}. */
@Command(
    name = "lint",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    header = "Check a configuration and its mappings.",
    description =
        "Checks the configuration and its mappings against the registered schemas, and lists every "
            + "problem of them with file, line, path and what was probably meant. Paths are held against "
            + "a topic's schema_file and, without --schemas, the latest schemas that the schema registry "
            + "has for TOPIC-value and TOPIC-key. Reads no event.",
    footer = {
      "",
      "Examples:",
      "  FRESHET_API_KEY=... freshet-bridge lint --config bridge.yaml     # against the server",
      "  freshet-bridge lint --config bridge.yaml --schemas schemas/      # against files, in CI",
      "  freshet-bridge lint --config bridge.yaml --schemas schemas/ --json"
    })
public final class LintCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Mixin Inputs inputs = new Inputs();

  @Option(names = "--json", description = "Print one JSON object: ok and problems.")
  boolean json;

  @Override
  public Integer call() {
    var problems = new Problems();
    Inputs.Loaded loaded = inputs.load(problems, this::shapes);
    if (json) {
      return Report.json(problems, spec.commandLine());
    }
    if (!problems.isEmpty()) {
      return Report.lines(problems, spec.commandLine());
    }
    spec.commandLine()
        .getOut()
        .println(inputs.config.file + ": ok, " + summary(loaded.config().topics()));
    return Report.OK;
  }

  /** With the registry's subjects, unless files are to do. */
  private Function<TopicConfig, TopicShape> shapes(BridgeConfig config, Problems problems) {
    if (inputs.schemas != null || config.schemaRegistry().isEmpty() || !problems.isEmpty()) {
      return TopicShapes::ofFiles;
    }
    try {
      var registry = new RestRegistry(config.schemaRegistry().get());
      return new TopicShapes(
              registry::latest,
              note -> spec.commandLine().getErr().println("note: " + note),
              problems)
          ::of;
    } catch (IOException | GeneralSecurityException _) {
      return TopicShapes::ofFiles; // said where the decoders are opened
    }
  }

  private static String summary(List<TopicConfig> topics) {
    long routes = topics.stream().mapToLong(topic -> topic.routes().size()).sum();
    long fields =
        topics.stream()
            .flatMap(topic -> topic.routes().stream())
            .mapToLong(route -> route.fields().size())
            .sum();
    return "%d topic(s), %d route(s), %d field(s)".formatted(topics.size(), routes, fields);
  }
}
