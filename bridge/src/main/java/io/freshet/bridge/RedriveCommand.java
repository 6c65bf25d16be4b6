package io.freshet.bridge;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.freshet.bridge.Redrive.Report;
import io.freshet.bridge.config.BridgeConfig;
import io.freshet.bridge.config.BridgeConfigFile;
import io.freshet.yaml.Problems;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code freshet-bridge redrive}. */
@Command(
    name = "redrive",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    header = "Send dead letters back through the pipeline.",
    description = {
      "Sends dead letters back through the pipeline, once their cause is mended, with the offset and "
          + "the timestamp they had. Takes the letters of the configuration's own group.id only, and ends "
          + "at the end that the topic has at the start. What fails again becomes a letter again.",
      "",
      "It remembers how far it has come in the group GROUP.redrive, and with a filter in "
          + "GROUP.redrive.HASH: a filtered run marks nothing as done for the others. Interrupted, it goes "
          + "on where it was when it is started again."
    },
    footer = {
      "",
      "Examples:",
      "  freshet-bridge redrive --config bridge.yaml --dry-run",
      "  freshet-bridge redrive --config bridge.yaml --topic payments.v1 \\",
      "      --error-type OUT_OF_RANGE",
      "  freshet-bridge redrive --config bridge.yaml --json \\",
      "      --from 2026-01-04T00:00:00Z"
    })
final class RedriveCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "bridge.yaml, as the bridge itself runs with.")
  Path config;

  @Option(
      names = "--topic",
      paramLabel = "T",
      description = "Only letters whose message came from this topic.")
  @Nullable String topic;

  @Option(
      names = "--error-type",
      paramLabel = "E",
      description = "Only letters that were refused for this, such as OUT_OF_RANGE.")
  @Nullable String errorType;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "Only messages of this time or later (RFC 3339, their Kafka timestamp).")
  @Nullable Instant from;

  @Option(names = "--to", paramLabel = "TIME", description = "Only messages before this time.")
  @Nullable Instant to;

  @Option(names = "--dry-run", description = "Count the letters; push nothing, commit nothing.")
  boolean dryRun;

  @Option(names = "--json", description = "Report as one JSON object a line, on standard output.")
  boolean json;

  @Override
  public Integer call() throws Exception {
    var problems = new Problems();
    BridgeConfig read = new BridgeConfigFile(problems, System::getenv).read(config);
    if (!problems.isEmpty()) {
      return problems(problems);
    }
    var filter =
        new RedriveFilter(
            Optional.ofNullable(topic),
            Optional.ofNullable(errorType),
            Optional.ofNullable(from),
            Optional.ofNullable(to));
    var redrive = new Redrive(read, filter);
    return new Ending(read, redrive::stop).await(() -> run(redrive, problems));
  }

  private int run(Redrive redrive, Problems problems) {
    Report report = dryRun ? redrive.look(this::progress) : redrive.run(problems, this::progress);
    if (!problems.isEmpty()) {
      return problems(problems);
    }
    print(report, report.left() == 0 ? "done" : "interrupted");
    return 0;
  }

  private void progress(Report report) {
    if (report.left() > 0) {
      print(report, "running");
    }
  }

  private void print(Report report, String state) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? json(report, state) : text(report, state));
    out.flush();
  }

  private String text(Report report, String state) {
    return "%s: %d letters %s, %d stored, %d dead again; %d passed over, %d of others, %d left"
        .formatted(
            state,
            report.taken(),
            dryRun ? "would be sent back" : "sent back",
            report.stored(),
            report.deadAgain(),
            report.passedOver(),
            report.notOurs(),
            report.left());
  }

  private String json(Report report, String state) {
    var text = new StringWriter();
    try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
      out.writeStartObject();
      out.writeStringField("state", state);
      out.writeBooleanField("dry_run", dryRun);
      out.writeNumberField("taken", report.taken());
      out.writeNumberField("stored", report.stored());
      out.writeNumberField("dead_again", report.deadAgain());
      out.writeNumberField("passed_over", report.passedOver());
      out.writeNumberField("not_ours", report.notOurs());
      out.writeNumberField("left", report.left());
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a string does not fail
    }
    return text.toString();
  }

  private int problems(Problems problems) {
    spec.commandLine().getErr().println(problems);
    spec.commandLine().getErr().println(problems.list().size() + " problem(s)");
    return 1;
  }
}
