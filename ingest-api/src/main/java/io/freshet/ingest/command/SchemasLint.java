package io.freshet.ingest.command;

import io.freshet.schema.Catalogue;
import io.freshet.schema.PushSource;
import io.freshet.schema.file.SchemaDirectory;
import io.freshet.yaml.Problems;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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
  @Spec CommandSpec spec;

  @Option(names = "--json", description = "Print a JSON document instead of lines.")
  boolean json;

  @Parameters(paramLabel = "DIRECTORY", description = "Where the schema files are.")
  Path directory;

  @Override
  public Integer call() {
    var problems = new Problems();
    Catalogue catalogue = SchemaDirectory.read(directory, problems);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(JsonText.object(document -> JsonText.problems(document, problems)));
      return problems.isEmpty() ? 0 : Failures.PROBLEMS;
    }
    if (!problems.isEmpty()) {
      return Failures.report(problems, spec.commandLine().getErr());
    }
    for (String workspace : catalogue.workspaces()) {
      catalogue.sources(workspace).forEach(source -> out.println(line(source)));
    }
    return 0;
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
