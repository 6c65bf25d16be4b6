package io.freshet.ingest.command;

import io.freshet.schema.change.Changes;
import io.freshet.schema.file.SchemaFiles;
import io.freshet.yaml.Problems;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code freshet-ingest schemas check}. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    header = "Say whom a change of schema files breaks.",
    description =
        "Compares two directories of schema files and says of every change whom it breaks: writers "
            + "(their pushes are refused), readers (what they read is gone, or means something else), or "
            + "nobody. Removing or renaming a field, a view or a source, changing a type, an entity or the "
            + "timestamp, requiring a field, narrower limits on event times, a longer ttl (a replay could "
            + "bring rows back that have expired) and less history break somebody; additions do not.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:every change is compatible",
      "1:something breaks, or a file has problems",
      "2:wrong usage"
    },
    footer = {
      "",
      "Examples (in CI, against what is deployed):",
      "  git worktree add /tmp/main origin/main",
      "  java -jar freshet-ingest.jar schemas check /tmp/main/schemas schemas",
      "  java -jar freshet-ingest.jar schemas check --json old/ new/ \\",
      "      | jq .compatible"
    })
final class SchemasCheck implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Option(names = "--json", description = "Print a JSON document instead of lines.")
  boolean json;

  @Parameters(paramLabel = "OLD", description = "The schema files that are in use.")
  Path old;

  @Parameters(paramLabel = "NEW", description = "The schema files that are to replace them.")
  Path now;

  @Override
  public Integer call() {
    var problems = new Problems();
    SchemaFiles before = SchemaFiles.read(old, problems);
    SchemaFiles after = SchemaFiles.read(now, problems);
    if (!problems.isEmpty() && !json) {
      return Failures.report(problems, spec.commandLine().getErr());
    }
    var changes =
        problems.isEmpty() ? Changes.between(before.catalogue(), after.catalogue()) : Changes.NONE;
    var text = new ChangeText(before.places(), after.places());
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(ChangeJson.document(changes, text, problems));
    } else {
      changes.all().forEach(change -> out.println(text.of(change)));
      out.println(verdict(changes));
    }
    return problems.isEmpty() && changes.breaking().isEmpty() ? 0 : Failures.PROBLEMS;
  }

  private static String verdict(Changes changes) {
    int breaking = changes.breaking().size();
    return breaking
        + " breaking change(s), "
        + (changes.all().size() - breaking)
        + " compatible one(s)";
  }
}
