package io.freshet.ingest.command;

import picocli.CommandLine.Command;

/** {@code freshet-ingest schemas}. */
@Command(
    name = "schemas",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    header = "Check and compare feature schemas.",
    description =
        "Works on feature schemas: YAML files, one push source each, below a directory that serve "
            + "reads and goes on reading while it runs.",
    footer = {
      "",
      "Examples:",
      "  java -jar freshet-ingest.jar schemas lint schemas/",
      "  java -jar freshet-ingest.jar schemas check main/schemas/ schemas/"
    },
    subcommands = {SchemasLint.class, SchemasCheck.class, SchemasJsonSchema.class})
public final class SchemasCommand {}
