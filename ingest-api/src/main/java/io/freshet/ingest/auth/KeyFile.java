package io.freshet.ingest.auth;

import io.freshet.yaml.Problem;
import io.freshet.yaml.Problems;
import io.freshet.yaml.Section;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** keys.yaml: every registered key. Written by {@code keys create}, read by the server. */
public final class KeyFile {
  /** File locks are the process's: its threads need one of their own. */
  private static final Lock THREADS = new ReentrantLock();

  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

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
      if (section.text("id").filter(id -> !ids.add(id)).isPresent()) {
        section.problem("id", "is another key's id already");
      } else {
        new KeySection(section).key().ifPresent(keys::add);
      }
    }
    root.done();
    return keys;
  }

  /** What is to become of the keys. */
  @FunctionalInterface
  public interface Change {

    /** The new keys; a problem that is added means that nothing is to change. */
    List<ApiKey> of(List<ApiKey> keys, Problems problems);
  }

  /**
   * Reads, changes and writes the keys while nobody else does. A file that does not exist reads as
   * empty; whatever is added to {@code problems}, the file then stays as it was.
   */
  public void update(Change change, Problems problems) {
    THREADS.lock();
    try (FileChannel channel = lockFile();
        FileLock _ = channel.lock()) {
      List<ApiKey> keys = exists() ? read(problems) : List.of();
      if (problems.isEmpty()) {
        List<ApiKey> changed = change.of(keys, problems);
        if (problems.isEmpty()) {
          write(changed);
        }
      }
    } catch (IOException e) {
      problems.add(
          new Problem(
              file.toString(),
              0,
              "",
              "cannot be written: " + e,
              Optional.of("does its folder exist, and may you write there?")));
    } finally {
      THREADS.unlock();
    }
  }

  /**
   * Replaces the file as a whole, so that no reader ever sees half of it; only its owner may read.
   */
  public void write(List<ApiKey> keys) throws IOException {
    Path target = target();
    Path draft = Files.createTempFile(folder(target), ".keys", ".tmp", OWNER_ONLY);
    try {
      try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
        var document = KeyDocument.of(keys).getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.wrap(document);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        // On the disk before it has the name: a crash leaves the old keys or the new ones.
        channel.force(true);
      }
      Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private FileChannel lockFile() throws IOException {
    Path target = target();
    return FileChannel.open(
        folder(target).resolve("." + target.getFileName() + ".lock"),
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
        OWNER_ONLY);
  }

  /** The file itself where the path is a link to it: a rename would replace the link. */
  private Path target() throws IOException {
    return exists() ? file.toRealPath() : file.toAbsolutePath();
  }

  private static Path folder(Path target) {
    Path folder = target.getParent();
    return folder == null ? target : folder;
  }
}
