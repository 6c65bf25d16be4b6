package io.freshet.ingest.command;

import io.freshet.schema.Catalogue;
import io.freshet.schema.file.SchemaDirectory;
import io.freshet.yaml.Problems;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code freshet-ingest schemas}. */
@Command(
    name = "schemas",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    description = "Works on schema files.")
public final class SchemasCommand {
  @Spec CommandSpec spec;

  @Command(
      name = "lint",
      mixinStandardHelpOptions = true,
      description = "Checks a directory of schema files and lists every problem of every file.")
  int lint(
      @Parameters(paramLabel = "DIRECTORY", description = "Where the schema files are.")
          Path directory) {
    var problems = new Problems();
    Catalogue catalogue = SchemaDirectory.read(directory, problems);
    if (!problems.isEmpty()) {
      return Failures.report(problems, spec.commandLine().getErr());
    }
    for (String workspace : catalogue.workspaces()) {
      catalogue
          .sources(workspace)
          .forEach(source ->
              spec.commandLine().getOut().println(workspace + "/" + source.name() + ": ok"));
    }
    return 0;
  }
}
