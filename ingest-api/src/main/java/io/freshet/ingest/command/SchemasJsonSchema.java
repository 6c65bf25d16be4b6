package io.freshet.ingest.command;

import io.freshet.schema.file.EditorSchema;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code freshet-ingest schemas json-schema}. */
@Command(
    name = "json-schema",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    header = "Print a JSON Schema of schema files, for editors.",
    description =
        "Prints the JSON Schema (draft 2020-12) of schema files. Editors complete and check by it as "
            + "one types; lint also knows what belongs together.",
    footer = {
      "",
      "Example:",
      "  java -jar freshet-ingest.jar schemas json-schema \\",
      "      > freshet-schema.schema.json",
      "",
      "and then, as the first line of a schema file, for the YAML language server of",
      "VS Code, Neovim and others:",
      "  # yaml-language-server: $schema=freshet-schema.schema.json"
    })
final class SchemasJsonSchema implements Callable<Integer> {
  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().getOut().print(EditorSchema.text());
    spec.commandLine().getOut().flush();
    return 0;
  }
}
