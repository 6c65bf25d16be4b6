package io.freshet.bridge.command;

import io.freshet.bridge.consume.Start;
import io.freshet.bridge.consume.TopicReader;
import io.freshet.bridge.event.SourceRecord;
import io.freshet.value.Timestamps;
import io.freshet.yaml.Problems;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code freshet-bridge preview}. */
@Command(
    name = "preview",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    header = "Show what would be pushed for the messages of live topics.",
    description =
        "Reads live topics and prints what would be pushed for each message. It joins no consumer "
            + "group, commits nothing and pushes nothing; what it prints are the events' own values.",
    footer = {
      "",
      "Examples:",
      "  freshet-bridge preview --config bridge.yaml --schemas schemas/ \\",
      "      --topic payments.v1",
      "  freshet-bridge preview --config bridge.yaml --from earliest --max 100 --json",
      "  freshet-bridge preview --config bridge.yaml --from latest --follow"
    })
public final class PreviewCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Mixin Inputs inputs = new Inputs();

  @Option(
      names = "--topic",
      paramLabel = "NAME",
      description = "Only this topic. Default: every topic of the configuration.")
  @Nullable String topic;

  @Option(
      names = "--from",
      paramLabel = "WHERE",
      description =
          "earliest, latest, -N (the last N messages of each partition) or a time such as "
              + "2026-01-04T00:25:06Z. Default: -10.")
  String from = "-10";

  @Option(
      names = "--max",
      paramLabel = "N",
      description = "Stop after so many messages. Default: 10; with --follow, none.")
  @Nullable Long max;

  @Option(names = "--follow", description = "Wait for more instead of stopping at the end.")
  boolean follow;

  @Option(names = "--json", description = "Print one JSON object a line for each message.")
  boolean json;

  @Override
  public Integer call() {
    Start start = start();
    if (max != null && max < 1) {
      throw new ParameterException(spec.commandLine(), "--max: expected at least 1, got " + max);
    }
    var problems = new Problems();
    Inputs.Loaded loaded = inputs.load(problems);
    if (!problems.isEmpty()) {
      return json
          ? Report.json(problems, spec.commandLine())
          : Report.lines(problems, spec.commandLine());
    }
    try (var reader = new TopicReader(loaded.config().kafka())) {
      Set<String> topics = reader.topics(name -> isWanted(name, loaded));
      if (topics.isEmpty()) {
        throw new CommandFailure(
            "the broker has no topic of the configuration: is --topic, or topics, right?");
      }
      var preview = new Preview(loaded.mappings(), loaded.decoders(), spec.commandLine().getOut());
      var limit =
          new Limit(
              max != null ? max : follow ? Long.MAX_VALUE : 10,
              json ? preview::json : preview::lines);
      if (follow) {
        reader.follow(topics, start, limit::take);
      } else {
        reader.readToEnd(topics, start, limit::take);
      }
    }
    return Report.OK;
  }

  private boolean isWanted(String name, Inputs.Loaded loaded) {
    boolean own = name.equals(loaded.config().deadLetters().topic()) || name.startsWith("__");
    return topic == null
        ? !own && loaded.mappings().of(name).isPresent()
        : name.equals(topic) && loaded.mappings().of(name).isPresent();
  }

  private Start start() {
    return switch (from) {
      case "earliest" -> new Start.Earliest();
      case "latest" -> new Start.Latest();
      default ->
          from.matches("-\\d{1,9}")
              ? new Start.Last(Long.parseLong(from.substring(1)))
              : Timestamps.parse(from)
                  .<Start>map(Start.At::new)
                  .orElseThrow(() ->
                      new ParameterException(
                          spec.commandLine(),
                          "--from: expected earliest, latest, -N or a time, got " + from));
    };
  }

  /** Takes so many messages and no more. */
  private static final class Limit {
    private final Consumer<SourceRecord> show;
    private long left;

    Limit(long most, Consumer<SourceRecord> show) {
      this.left = most;
      this.show = show;
    }

    boolean take(SourceRecord message) {
      show.accept(message);
      return --left > 0;
    }
  }
}
