package io.freshet.ingest.auth;

import io.freshet.yaml.Problems;
import io.freshet.yaml.Section;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** keys.yaml: every registered key. Written by {@code keys create}, read by the server. */
public final class KeyFile {
  private final Path file;

  public KeyFile(Path file) {
    this.file = file;
  }

  public Path path() {
    return file;
  }

  public boolean exists() {
    return Files.exists(file);
  }

  /** The keys; what is wrong with the file is added to {@code problems}. */
  public List<ApiKey> read(Problems problems) {
    Section root = Section.read(file, problems);
    List<ApiKey> keys = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Section section : root.sections("keys")) {
      new KeySection(section).key().ifPresent(keys::add);
      if (section.text("id").filter(id -> !ids.add(id)).isPresent()) {
        section.problem("id", "is another key's id already");
      }
    }
    root.done();
    return keys;
  }

  /**
   * Replaces the file as a whole, so that no reader ever sees half of it; only its owner may read.
   */
  public void write(List<ApiKey> keys) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Path draft = Files.createTempFile(folder, ".keys", ".yaml", ownerOnly());
    Files.writeString(draft, KeySection.document(keys));
    try {
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static FileAttribute<?> ownerOnly() {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  }
}
