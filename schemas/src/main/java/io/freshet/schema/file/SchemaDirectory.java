package io.freshet.schema.file;

import io.freshet.schema.Catalogue;
import io.freshet.schema.PushSource;
import io.freshet.yaml.Problem;
import io.freshet.yaml.Problems;
import io.freshet.yaml.Section;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A directory tree of schema files: every {@code .yaml} and {@code .yml} below it is one. */
public final class SchemaDirectory {
  private SchemaDirectory() {}

  /** Reads every file; what is wrong with any of them is added to {@code problems}. */
  public static Catalogue read(Path directory, Problems problems) {
    List<PushSource> sources = new ArrayList<>();
    Map<String, String> definedIn = new HashMap<>();
    for (Path file : files(directory, problems)) {
      Section root = Section.read(file, problems);
      Optional<PushSource> source = new SourceFile(root).source();
      source.ifPresent(read -> {
        reportClashes(read, root, file, definedIn);
        sources.add(read);
      });
    }
    return new Catalogue(sources);
  }

  private static List<Path> files(Path directory, Problems problems) {
    try (Stream<Path> tree = Files.walk(directory)) {
      List<Path> files = tree.filter(SchemaDirectory::isSchemaFile).sorted().toList();
      if (files.isEmpty()) {
        report(directory, "holds no schema file", "put at least one .yaml file there", problems);
      }
      return files;
    } catch (IOException | UncheckedIOException e) {
      report(
          directory,
          Files.exists(directory) ? "cannot be read: " + e.getMessage() : "no such directory",
          "schemas.directory is relative to the configuration file",
          problems);
      return List.of();
    }
  }

  private static boolean isSchemaFile(Path file) {
    String name = file.getFileName().toString();
    return Files.isRegularFile(file)
        && !name.startsWith(".")
        && (name.endsWith(".yaml") || name.endsWith(".yml"));
  }

  private static void reportClashes(
      PushSource source, Section root, Path file, Map<String, String> definedIn) {
    String other =
        definedIn.putIfAbsent(
            "source " + source.workspace() + "/" + source.name(), file.toString());
    if (other != null) {
      root.problem("push_source", "is registered already in this workspace", "see " + other);
    }
    source
        .featureViews()
        .forEach(view -> {
          String taken =
              definedIn.putIfAbsent(
                  "view " + source.workspace() + "/" + view.name(), file.toString());
          if (taken != null) {
            root.problem(
                "feature_views",
                view.name() + ": a view of that name exists already in this workspace",
                "see " + taken);
          }
        });
  }

  private static void report(Path directory, String message, String hint, Problems problems) {
    problems.add(new Problem(directory.toString(), 0, "", message, Optional.of(hint)));
  }
}
