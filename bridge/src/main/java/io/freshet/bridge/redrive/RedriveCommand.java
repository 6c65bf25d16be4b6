package io.freshet.bridge.redrive;

import io.freshet.bridge.command.ConfigOption;
import io.freshet.bridge.command.Ending;
import io.freshet.bridge.command.Report;
import io.freshet.bridge.config.BridgeConfig;
import io.freshet.json.JsonText;
import io.freshet.yaml.Problems;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
public final class RedriveCommand implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Mixin ConfigOption config = new ConfigOption();

  @Mixin FilterOptions filter = new FilterOptions();

  @Option(names = "--dry-run", description = "Count the letters; push nothing, commit nothing.")
  boolean dryRun;

  @Option(names = "--json", description = "Report as one JSON object a line, on standard output.")
  boolean json;

  @Override
  public Integer call() throws Exception {
    var problems = new Problems();
    BridgeConfig read = config.read(problems);
    if (!problems.isEmpty()) {
      return Report.lines(problems, spec.commandLine());
    }
    var redrive = new Redrive(read, filter.filter());
    return new Ending(read, redrive::stop).await(() -> run(redrive, problems));
  }

  private int run(Redrive redrive, Problems problems) {
    Redrive.Report report =
        dryRun ? redrive.look(this::progress) : redrive.run(problems, this::progress);
    if (!problems.isEmpty()) {
      return Report.lines(problems, spec.commandLine());
    }
    print(report, report.left() == 0 ? "done" : "interrupted");
    return Report.OK;
  }

  private void progress(Redrive.Report report) {
    if (report.left() > 0) {
      print(report, "running");
    }
  }

  private void print(Redrive.Report report, String state) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? json(report, state) : text(report, state));
    out.flush();
  }

  private String text(Redrive.Report report, String state) {
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

  private String json(Redrive.Report report, String state) {
    return JsonText.line(out -> {
      out.writeStringField("state", state);
      out.writeBooleanField("dry_run", dryRun);
      out.writeNumberField("taken", report.taken());
      out.writeNumberField("stored", report.stored());
      out.writeNumberField("dead_again", report.deadAgain());
      out.writeNumberField("passed_over", report.passedOver());
      out.writeNumberField("not_ours", report.notOurs());
      out.writeNumberField("left", report.left());
    });
  }
}
