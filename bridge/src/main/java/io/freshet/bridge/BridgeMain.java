package io.freshet.bridge;

import io.freshet.bridge.command.Converters;
import io.freshet.bridge.command.InitCommand;
import io.freshet.bridge.command.LintCommand;
import io.freshet.bridge.command.PreviewCommand;
import io.freshet.bridge.command.TestCommand;
import io.freshet.bridge.consume.BrokerFailure;
import io.freshet.bridge.redrive.RedriveCommand;
import java.io.PrintWriter;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The command line of freshet-bridge. */
@Command(
    name = "freshet-bridge",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    versionProvider = BridgeMain.Version.class,
    header = "Brings events from Kafka topics to the ingest API of a feature store.",
    description =
        "Loses none of them: an offset is committed only when everything before it is stored or"
            + " dead-lettered.",
    subcommands = {
      RunCommand.class,
      LintCommand.class,
      TestCommand.class,
      PreviewCommand.class,
      InitCommand.class,
      RedriveCommand.class,
      RehearseCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all went well",
      "1:problems were found, and are listed",
      "2:wrong usage",
      "3:something outside does not work"
    })
public final class BridgeMain {

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Show stack traces, and log every failed attempt.")
  void verbose(boolean verbose) {
    if (verbose) {
      System.setProperty("FRESHET_LOG_LEVEL", "DEBUG");
    }
  }

  public static void main(String[] args) {
    int code = 3;
    try {
      code = commandLine().execute(args);
    } catch (Error e) { // such as no memory: with threads left over the JVM would live on
      System.err.println("error: " + e);
    } finally {
      System.exit(code);
    }
  }

  static CommandLine commandLine() {
    var root = new CommandLine(new BridgeMain());
    Converters.register(root);
    return spaced(root)
        .setExecutionExceptionHandler((failure, command, _) -> report(failure, command.getErr()));
  }

  /** Blank lines between the parts of every command's help. */
  private static CommandLine spaced(CommandLine command) {
    command
        .getCommandSpec()
        .usageMessage()
        .synopsisHeading("%nUsage: ")
        .descriptionHeading("%n")
        .parameterListHeading("%n")
        .optionListHeading("%n")
        .commandListHeading("%nCommands:%n");
    command.getSubcommands().values().forEach(BridgeMain::spaced);
    return command;
  }

  private static int report(Exception failure, PrintWriter err) {
    err.println("error: " + message(failure));
    if ("DEBUG".equals(System.getProperty("FRESHET_LOG_LEVEL"))) {
      failure.printStackTrace(err);
    }
    return 3;
  }

  /** Kafka's own messages often say little; what caused them says more. */
  private static String message(Exception failure) {
    Throwable cause = failure.getCause();
    return cause == null || failure instanceof BridgeFailure || failure instanceof BrokerFailure
        ? String.valueOf(failure.getMessage())
        : failure.getMessage() + ": " + cause.getMessage();
  }

  /** The jar's own version. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      @Nullable String version = BridgeMain.class.getPackage().getImplementationVersion();
      return new String[] {"freshet-bridge " + (version == null ? "(development)" : version)};
    }
  }
}
