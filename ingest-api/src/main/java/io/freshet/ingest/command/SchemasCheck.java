package io.freshet.ingest.command;

import io.freshet.schema.change.Changes;
import io.freshet.schema.file.SchemaFiles;
import io.freshet.yaml.Problems;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

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
  @Mixin Answer answer = new Answer();

  @Parameters(paramLabel = "OLD", description = "The schema files that are in use.")
  Path old;

  @Parameters(paramLabel = "NEW", description = "The schema files that are to replace them.")
  Path now;

  @Override
  public Integer call() {
    var problems = new Problems();
    SchemaFiles before = SchemaFiles.read(old, problems);
    SchemaFiles after = SchemaFiles.read(now, problems);
    var changes =
        problems.isEmpty() ? Changes.between(before.catalogue(), after.catalogue()) : Changes.NONE;
    var text = new ChangeText(before.places(), after.places());
    int code =
        answer.give(
            problems,
            () -> ChangeJson.document(changes, text, problems),
            () ->
                Stream.concat(changes.all().stream().map(text::of), Stream.of(verdict(changes)))
                    .toList());
    return changes.breaking().isEmpty() ? code : Failures.PROBLEMS;
  }

  private static String verdict(Changes changes) {
    int breaking = changes.breaking().size();
    return breaking
        + " breaking change(s), "
        + (changes.all().size() - breaking)
        + " compatible one(s)";
  }
}
