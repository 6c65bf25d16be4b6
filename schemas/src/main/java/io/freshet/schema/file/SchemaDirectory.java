package io.freshet.schema.file;

import io.freshet.schema.Catalogue;
import io.freshet.yaml.Fingerprint;
import io.freshet.yaml.Problems;
import java.nio.file.Path;

/**
 * A directory tree of schema files: every {@code .yaml} and {@code .yml} below it is one. Names
 * that begin with a dot are left out, links are followed, and no file counts twice: so a mounted
 * Kubernetes ConfigMap, whose files are links into a hidden folder, reads as what it shows.
 */
public final class SchemaDirectory {
  private SchemaDirectory() {}

  /** Reads every file; what is wrong with any of them is added to {@code problems}. */
  public static Catalogue read(Path directory, Problems problems) {
    return SchemaFiles.read(directory, problems).catalogue();
  }

  /** A text that changes when a file, its name or its content does. Never fails. */
  public static String fingerprint(Path directory) {
    var problems = new Problems();
    return Fingerprint.of(new SchemaTree(directory).files(problems)) + " " + problems;
  }
}
