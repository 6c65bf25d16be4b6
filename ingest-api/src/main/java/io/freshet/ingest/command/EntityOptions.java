package io.freshet.ingest.command;

import io.freshet.ingest.plan.Schemas;
import io.freshet.ingest.purge.Target;
import io.freshet.ingest.purge.Targets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say which entity, and in which feature views. */
final class EntityOptions {
  @Spec(Spec.Target.MIXEE)
  CommandSpec spec;

  @Option(
      names = "--workspace",
      required = true,
      paramLabel = "NAME",
      description = "The entity's workspace.")
  String workspace;

  @ArgGroup(multiplicity = "1")
  Where where = new Where();

  /** What is erased from. */
  static final class Where {
    @Option(names = "--view", paramLabel = "NAME", description = "Erase it from this feature view.")
    Optional<String> view = Optional.empty();

    @Option(
        names = "--source",
        paramLabel = "NAME",
        description = "Erase it from every view of this push source that has this entity.")
    Optional<String> source = Optional.empty();
  }

  @Option(
      names = "--key",
      required = true,
      paramLabel = "FIELD=VALUE",
      description = "A field of the entity; once for each.")
  Map<String, String> keys = new LinkedHashMap<>();

  /** Where it is stored; wrong usage where the schemas know no such entity. */
  List<Target> targets(Schemas schemas) {
    var found = new Targets(schemas, workspace, keys);
    List<Target> targets =
        where.view.map(found::ofView).orElseGet(() -> found.ofSource(where.source.orElse("")));
    if (!found.problems().isEmpty()) {
      throw new ParameterException(spec.commandLine(), String.join("\n", found.problems()));
    }
    return targets;
  }

  /** The entity and where it is, for a person to confirm. */
  String text(List<Target> targets) {
    String views = targets.stream().map(Target::view).collect(Collectors.joining(", "));
    return keys + " of workspace " + workspace + " from " + views;
  }
}
