package io.freshet.ingest;

import io.freshet.ingest.command.Failures;
import io.freshet.ingest.command.HelpLayout;
import io.freshet.ingest.command.IngestVersion;
import io.freshet.ingest.command.KeysCommand;
import io.freshet.ingest.command.LintCommand;
import io.freshet.ingest.command.PurgeCommand;
import io.freshet.ingest.command.RehearseCommand;
import io.freshet.ingest.command.SchemasCommand;
import io.freshet.ingest.command.ServeCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command line of freshet-ingest. */
@Command(
    name = "freshet-ingest",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    versionProvider = IngestMain.Version.class,
    header = "The push-ingest server of a feature store.",
    description =
        "The push-ingest server of a feature store: validates every record against a registered "
            + "schema, writes it to DynamoDB, and only then answers.",
    subcommands = {
      ServeCommand.class,
      LintCommand.class,
      SchemasCommand.class,
      KeysCommand.class,
      PurgeCommand.class,
      RehearseCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all went well",
      "1:problems were found, and are listed",
      "2:wrong usage",
      "3:something outside does not work"
    })
public final class IngestMain {

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Show stack traces, and log more.")
  void verbose(boolean verbose) {
    if (verbose) {
      System.setProperty(Failures.LEVEL, "DEBUG");
    }
  }

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  /** The command line without the exit. */
  public static CommandLine commandLine() {
    return HelpLayout.spaced(new CommandLine(new IngestMain()))
        .setExecutionExceptionHandler(
            (failure, command, _) -> Failures.report(failure, command.getErr()));
  }

  /** The jar's own version. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"freshet-ingest " + IngestVersion.number()};
    }
  }
}
