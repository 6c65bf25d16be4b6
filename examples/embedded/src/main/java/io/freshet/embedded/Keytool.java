package io.freshet.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The JDK's tool for keys and certificates. */
final class Keytool {
  private Keytool() {}

  static void run(Path folder, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(arguments);
    Path log = folder.resolve("keytool.log");
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    try {
      int code = builder.redirectOutput(log.toFile()).start().waitFor();
      if (code != 0) {
        throw new IllegalStateException("keytool ended with code " + code + ", see " + log);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot run " + command.getFirst(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for keytool", e);
    }
  }
}
