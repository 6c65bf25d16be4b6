package io.freshet.schema;

import java.io.IOException;

/**
 * A push source as {@code GET /v1/sources/{workspace}/{push_source}} answers it: the YAML file's
 * names, plus {@code id} (stable for workspace and name) and {@code version} (a hash of the rest).
 */
public final class SourceJson {
  private SourceJson() {}

  public static byte[] write(PushSource source) {
    throw new UnsupportedOperationException("H2");
  }

  /**
   * Reads what {@link #write} makes.
   *
   * @throws IOException when the bytes are not what {@link #write} makes: the message says where
   */
  public static PushSource read(byte[] json) throws IOException {
    throw new UnsupportedOperationException("H2");
  }

  /** 16 hex digits that name a push source or a feature view for ever. */
  public static String id(String workspace, String name) {
    throw new UnsupportedOperationException("H2");
  }

  /** 16 hex digits that change when anything in the schema changes. */
  public static String version(PushSource source) {
    throw new UnsupportedOperationException("H2");
  }
}
