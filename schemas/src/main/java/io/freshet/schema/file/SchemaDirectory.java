package io.freshet.schema.file;

import io.freshet.schema.Catalogue;
import io.freshet.yaml.Problems;
import java.nio.file.Path;

/** A directory tree of schema files: every {@code .yaml} and {@code .yml} below it is one. */
public final class SchemaDirectory {
  private SchemaDirectory() {}

  /** Reads every file; what is wrong with any of them is added to {@code problems}. */
  public static Catalogue read(Path directory, Problems problems) {
    throw new UnsupportedOperationException("H2");
  }
}
