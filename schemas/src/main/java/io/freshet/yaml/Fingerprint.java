package io.freshet.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;

/** A hash of files by their names and contents; a file that cannot be read counts by its error. */
public final class Fingerprint {
  private static final int MOST_BYTES = 2 * 1024 * 1024;

  private final MessageDigest digest = sha256();

  /** The fingerprint of files, in their order. */
  public static String of(Collection<Path> files) {
    var fingerprint = new Fingerprint();
    files.forEach(fingerprint::add);
    return HexFormat.of().formatHex(fingerprint.digest.digest());
  }

  private void add(Path file) {
    add(file.toString().getBytes(StandardCharsets.UTF_8));
    try (InputStream in = Files.newInputStream(file)) {
      add(in.readNBytes(MOST_BYTES));
    } catch (IOException e) {
      add(e.toString().getBytes(StandardCharsets.UTF_8));
    }
  }

  /** With its length, so that no two lists of parts look alike. */
  private void add(byte[] part) {
    digest.update((part.length + ":").getBytes(StandardCharsets.UTF_8));
    digest.update(part);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
