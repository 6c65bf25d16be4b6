package io.freshet.offline.training;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** A kind of file, told by its ending. */
enum Kind {
  CSV,
  PARQUET;

  static final String EXPECTED = "is neither .csv nor .parquet";

  static Optional<Kind> of(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    if (name.endsWith(".parquet")) {
      return Optional.of(PARQUET);
    }
    return name.endsWith(".csv") ? Optional.of(CSV) : Optional.empty();
  }
}
