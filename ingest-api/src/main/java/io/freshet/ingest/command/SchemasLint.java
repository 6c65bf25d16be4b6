package io.freshet.ingest.command;

import io.freshet.json.JsonText;
import io.freshet.schema.Catalogue;
import io.freshet.schema.PushSource;
import io.freshet.schema.file.SchemaDirectory;
import io.freshet.yaml.Problems;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code freshet-ingest schemas lint}. */
@Command(
    name = "lint",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    header = "Check a directory of schema files.",
    description =
        "Checks a directory of schema files and lists every problem of every file, with file, line, "
            + "and what was probably meant. What passes here is what serve loads.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:every file is good", "1:problems were found", "2:wrong usage"},
    footer = {
      "",
      "Examples:",
      "  java -jar freshet-ingest.jar schemas lint schemas/",
      "  java -jar freshet-ingest.jar schemas lint --json schemas/ \\",
      "      | jq '.problems[].message'"
    })
final class SchemasLint implements Callable<Integer> {
  @Mixin Answer answer = new Answer();

  @Parameters(paramLabel = "DIRECTORY", description = "Where the schema files are.")
  Path directory;

  @Override
  public Integer call() {
    var problems = new Problems();
    Catalogue catalogue = SchemaDirectory.read(directory, problems);
    return answer.give(problems, () -> JsonText.document(problems::write), () -> lines(catalogue));
  }

  private static List<String> lines(Catalogue catalogue) {
    return catalogue.workspaces().stream()
        .flatMap(workspace -> catalogue.sources(workspace).stream())
        .map(SchemasLint::line)
        .toList();
  }

  private static String line(PushSource source) {
    return source.workspace()
        + "/"
        + source.name()
        + ": ok, "
        + source.fields().size()
        + " field(s), "
        + source.featureViews().size()
        + " feature view(s)";
  }
}
