package io.freshet.offline;

import io.freshet.ingest.command.Failures;
import io.freshet.ingest.command.HelpLayout;
import io.freshet.offline.command.BackfillCommand;
import io.freshet.offline.command.CompactCommand;
import io.freshet.offline.command.ExpireCommand;
import io.freshet.offline.command.LintCommand;
import io.freshet.offline.command.RunCommand;
import io.freshet.offline.command.TrainingSetCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command line of freshet-offline. */
@Command(
    name = "freshet-offline",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    versionProvider = OfflineMain.Version.class,
    header = "The offline log of a feature store, and training sets from it.",
    description =
        "Follows the history that freshet-ingest writes into Apache Iceberg tables, one per "
            + "feature view, every row exactly once; and builds training sets from them.",
    subcommands = {
      RunCommand.class,
      LintCommand.class,
      BackfillCommand.class,
      CompactCommand.class,
      ExpireCommand.class,
      TrainingSetCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all went well",
      "1:problems were found, and are listed",
      "2:wrong usage",
      "3:something outside does not work"
    })
public final class OfflineMain {

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
    return HelpLayout.spaced(
            new CommandLine(new OfflineMain()).setCaseInsensitiveEnumValuesAllowed(true))
        .setExecutionExceptionHandler(
            (failure, command, _) -> Failures.report(failure, command.getErr()));
  }

  /** The jar's own version. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = OfflineMain.class.getPackage().getImplementationVersion();
      return new String[] {"freshet-offline " + (version == null ? "development" : version)};
    }
  }
}
