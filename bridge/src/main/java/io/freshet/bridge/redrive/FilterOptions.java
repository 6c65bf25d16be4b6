package io.freshet.bridge.redrive;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which letters are sent back; without any, all of them. */
final class FilterOptions {
  @Option(
      names = "--topic",
      paramLabel = "T",
      description = "Only letters whose message came from this topic.")
  @Nullable String topic;

  @Option(
      names = "--error-type",
      paramLabel = "E",
      description = "Only letters that were refused for this, such as OUT_OF_RANGE.")
  @Nullable String errorType;

  @Option(
      names = "--from",
      paramLabel = "TIME",
      description = "Only messages of this time or later (RFC 3339, their Kafka timestamp).")
  @Nullable Instant from;

  @Option(names = "--to", paramLabel = "TIME", description = "Only messages before this time.")
  @Nullable Instant to;

  RedriveFilter filter() {
    return new RedriveFilter(
        Optional.ofNullable(topic),
        Optional.ofNullable(errorType),
        Optional.ofNullable(from),
        Optional.ofNullable(to));
  }
}
