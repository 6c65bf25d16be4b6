package io.freshet.ingest.command;

import org.jspecify.annotations.Nullable;

/** The version of this program: its jar's, or that it runs from its classes. */
public final class IngestVersion {
  private IngestVersion() {}

  public static String number() {
    @Nullable String version = IngestVersion.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
