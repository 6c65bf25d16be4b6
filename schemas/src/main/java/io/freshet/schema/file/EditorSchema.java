package io.freshet.schema.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The JSON Schema (draft 2020-12) of schema files, for editors. It knows their structure; that a
 * name is one of a field, and that names are unique, is for {@code schemas lint}.
 */
public final class EditorSchema {
  private static final String RESOURCE = "/freshet-schema.schema.json";

  private EditorSchema() {}

  /** The JSON document. */
  public static String text() {
    try (InputStream in = EditorSchema.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is missing in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
