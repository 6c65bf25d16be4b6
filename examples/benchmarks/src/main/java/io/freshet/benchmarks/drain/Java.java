package io.freshet.benchmarks.drain;

import io.freshet.embedded.JavaProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Other main classes of this class path, in JVMs of their own, with the JVM's defaults. */
final class Java {
  private Java() {}

  static JavaProcess start(Path folder, String name, Class<?> main, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(List.of(arguments));
    return JavaProcess.start(name, command, Map.of(), folder.resolve(name + ".log"));
  }
}
