package io.freshet.ingest.command;

import picocli.CommandLine;

/** How every command's help looks. */
public final class HelpLayout {
  private HelpLayout() {}

  /** Blank lines between the parts, of this command and all below it. */
  public static CommandLine spaced(CommandLine command) {
    command
        .getCommandSpec()
        .usageMessage()
        .synopsisHeading("%nUsage: ")
        .descriptionHeading("%n")
        .parameterListHeading("%n")
        .optionListHeading("%n")
        .commandListHeading("%nCommands:%n");
    command.getSubcommands().values().forEach(HelpLayout::spaced);
    return command;
  }
}
