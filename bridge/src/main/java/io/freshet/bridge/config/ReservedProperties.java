package io.freshet.bridge.config;

import java.util.Map;
import java.util.Optional;

/** Consumer properties that the guarantee depends on, with the reason for each. */
final class ReservedProperties {
  private static final Map<String, String> REASONS =
      Map.of(
          "enable.auto.commit", "offsets are committed only behind stored records",
          "auto.offset.reset",
              "a group without offsets starts at the earliest, never at the latest",
          "isolation.level", "only committed transactions are read",
          "key.deserializer", "bytes are decoded behind the poll, so that poison cannot break it",
          "value.deserializer", "the topic's format says how to decode");

  private ReservedProperties() {}

  static Optional<String> reason(String property) {
    return Optional.ofNullable(REASONS.get(property));
  }
}
