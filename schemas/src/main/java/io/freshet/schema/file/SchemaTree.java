package io.freshet.schema.file;

import io.freshet.yaml.Problem;
import io.freshet.yaml.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds the schema files below a directory. */
final class SchemaTree {
  private static final int MOST_ENTRIES = 10_000;
  private static final int DEEPEST = 16;

  private final Path root;

  SchemaTree(Path root) {
    this.root = root;
  }

  /** In the order of their paths. */
  List<Path> files(Problems problems) {
    if (!Files.isDirectory(root)) {
      String message = Files.exists(root) ? "is not a directory" : "no such directory";
      report(
          root,
          message,
          "the directory with the files of schemas; in a configuration it is relative to that",
          problems);
      return List.of();
    }
    Set<Path> found = new TreeSet<>();
    try {
      Files.walkFileTree(
          root, Set.of(FileVisitOption.FOLLOW_LINKS), DEEPEST, new Walk(found, problems));
      removeSecondNames(found);
    } catch (IOException | UncheckedIOException e) {
      report(root, "cannot be read: " + reason(e), "check its permissions", problems);
    }
    if (found.isEmpty()) {
      report(root, "holds no schema file", "put at least one .yaml file there", problems);
    }
    return List.copyOf(found);
  }

  private static void removeSecondNames(Set<Path> found) throws IOException {
    Set<Path> real = new HashSet<>();
    for (Path file : List.copyOf(found)) {
      if (!real.add(file.toRealPath())) {
        found.remove(file);
      }
    }
  }

  private static void report(Path path, String message, String hint, Problems problems) {
    problems.add(new Problem(path.toString(), 0, "", message, Optional.of(hint)));
  }

  private static String reason(Exception failure) {
    return failure instanceof AccessDeniedException
        ? "permission denied"
        : String.valueOf(failure.getMessage());
  }

  private static boolean isHidden(Path path) {
    return nameOf(path).startsWith(".");
  }

  private static boolean isNamedAsSchemaFile(Path path) {
    String name = nameOf(path).toLowerCase(Locale.ROOT);
    return !isHidden(path) && (name.endsWith(".yaml") || name.endsWith(".yml"));
  }

  private static String nameOf(Path path) {
    Path name = path.getFileName();
    return name == null ? "" : name.toString();
  }

  private final class Walk extends SimpleFileVisitor<Path> {
    private final Set<Path> found;
    private final Problems problems;
    private int entries;

    Walk(Set<Path> found, Problems problems) {
      this.found = found;
      this.problems = problems;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      return !folder.equals(root) && isHidden(folder)
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      if (++entries > MOST_ENTRIES) {
        report(
            root, "holds more than " + MOST_ENTRIES + " files", "is it the right one?", problems);
        return FileVisitResult.TERMINATE;
      }
      if (isNamedAsSchemaFile(file)) {
        add(file, attributes);
      }
      return FileVisitResult.CONTINUE;
    }

    private void add(Path file, BasicFileAttributes attributes) {
      if (attributes.isRegularFile()) {
        found.add(file);
      } else if (attributes.isSymbolicLink()) {
        report(file, "is a link to nothing", "mend or remove it", problems);
      } else {
        report(file, "is not a file", "rename or remove it", problems);
      }
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
      if (failure instanceof FileSystemLoopException) {
        report(file, "is a link to a folder above it", "remove it", problems);
      } else {
        report(file, "cannot be read: " + reason(failure), "check its permissions", problems);
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
