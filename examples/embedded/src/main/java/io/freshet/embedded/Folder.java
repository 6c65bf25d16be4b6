package io.freshet.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Temporary folders, gone with this JVM at the latest, and the build's own. */
final class Folder {
  private Folder() {}

  static Path temporary(String name) {
    try {
      Path folder = Files.createTempDirectory("freshet-" + name + "-");
      Children.atEnd(() -> remove(folder));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a temporary folder", e);
    }
  }

  static void create(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make " + folder, e);
    }
  }

  static void remove(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + folder, e);
    }
  }

  /**
   * What the build has put below {@code examples/embedded}.
   *
   * @throws IllegalStateException when it is not there: the build has not run
   */
  static Path built(String path) {
    Path file = root().resolve("examples/embedded").resolve(path);
    if (!Files.exists(file)) {
      throw new IllegalStateException(file + " is missing: run mvn -q -Dquick package first");
    }
    return file;
  }

  static String classpath(String server) {
    try {
      return Files.readString(built(server + "/target/classpath")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the class path of " + server, e);
    }
  }

  /** The repository: named by the build, else found upwards from the working directory. */
  private static Path root() {
    String named = System.getProperty("freshet.root", "");
    if (!named.isEmpty()) {
      return Path.of(named);
    }
    Path here = Path.of("").toAbsolutePath();
    return Stream.iterate(here, java.util.Objects::nonNull, Path::getParent)
        .filter(folder -> Files.isDirectory(folder.resolve("examples/embedded")))
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("not inside the Freshet repository: " + List.of(here)));
  }
}
