package io.freshet.offline.command;

import io.freshet.yaml.DurationText;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What is asked for, and of which moments. */
final class SpineOptions {
  @Spec(Spec.Target.MIXEE)
  CommandSpec spec;

  @Option(
      names = "--spine",
      required = true,
      paramLabel = "FILE",
      description = "Entities and moments: .csv with a header, or .parquet.")
  Path file;

  @Option(
      names = "--timestamp",
      defaultValue = "timestamp",
      paramLabel = "COLUMN",
      description = "The spine's column with the moment. Default: ${DEFAULT-VALUE}.")
  String timestamp;

  @Option(
      names = "--time-zone",
      paramLabel = "ZONE",
      description =
          "Of timestamps that name no offset, such as UTC or Europe/Berlin. Without it such "
              + "timestamps are refused.")
  Optional<String> zone = Optional.empty();

  @Option(
      names = "--view",
      required = true,
      split = ",",
      paramLabel = "NAME",
      description = "A feature view to take features from; as many as needed.")
  List<String> views = new ArrayList<>();

  @Option(
      names = "--lag",
      defaultValue = "0s",
      paramLabel = "DURATION",
      description =
          "A row at t gets what was known at t - lag, such as 5m: for features that reach the "
              + "model later than the store. Default: ${DEFAULT-VALUE}.")
  String lag;

  Duration lag() {
    return DurationText.parse(lag)
        .orElseThrow(() -> wrong("--lag: expected a duration such as 250ms, 5m or 1d"));
  }

  Optional<ZoneId> zone() {
    try {
      return zone.map(ZoneId::of);
    } catch (DateTimeException e) {
      throw new ParameterException(
          spec.commandLine(), "--time-zone: expected a zone such as UTC or Europe/Berlin", e);
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
