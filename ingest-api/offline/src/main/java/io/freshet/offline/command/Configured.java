package io.freshet.offline.command;

import io.freshet.ingest.command.Failures;
import io.freshet.ingest.plan.Schemas;
import io.freshet.ingest.reload.Reloading;
import io.freshet.offline.config.OfflineConfig;
import io.freshet.offline.schemas.SchemaReading;
import io.freshet.yaml.Problems;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The configuration that a command reads before it does anything. */
public final class Configured {
  @Spec(Spec.Target.MIXEE)
  CommandSpec spec;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "offline.yaml: the history's table, the schemas and the Iceberg catalog.")
  Path file;

  /** What was read. */
  public record Loaded(OfflineConfig config, Reloading<Schemas> schemas) {}

  /** Does the work if the configuration and the schemas are good, and lists what is wrong. */
  public interface Work {
    int with(Loaded loaded) throws Exception;
  }

  /**
   * Reads the configuration and the schemas, and does the work with them.
   *
   * @return the exit code
   */
  public int run(Work work) throws Exception {
    var problems = new Problems();
    OfflineConfig config = OfflineConfig.read(file, problems);
    if (problems.isEmpty()) {
      Reloading<Schemas> schemas = Reloading.start(new SchemaReading(config.schemas()), problems);
      if (problems.isEmpty()) {
        return work.with(new Loaded(config, schemas));
      }
    }
    return Failures.report(problems, spec.commandLine().getErr());
  }
}
