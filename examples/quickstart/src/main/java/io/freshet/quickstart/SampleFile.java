package io.freshet.quickstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A configuration file of this folder with this run's ports in it. */
final class SampleFile {
  private SampleFile() {}

  /**
   * Copies a sample, replacing texts that must be in it.
   *
   * @throws IllegalStateException when the sample no longer contains one of them
   */
  static Path fill(Path sample, Path target, Map<String, String> replacements) {
    try {
      String text = Files.readString(sample);
      for (Map.Entry<String, String> replacement : replacements.entrySet()) {
        if (!text.contains(replacement.getKey())) {
          throw new IllegalStateException(sample + " does not contain " + replacement.getKey());
        }
        text = text.replace(replacement.getKey(), replacement.getValue());
      }
      Files.createDirectories(target.toAbsolutePath().getParent());
      return Files.writeString(target, text);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + target, e);
    }
  }
}
