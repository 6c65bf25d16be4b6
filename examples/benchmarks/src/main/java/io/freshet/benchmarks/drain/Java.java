package io.freshet.benchmarks.drain;

import io.freshet.embedded.JavaProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Other main classes, in JVMs of their own, with the JVM's defaults. */
final class Java {
  /** Our own. */
  static final String CLASSPATH = System.getProperty("java.class.path");

  private Java() {}

  static JavaProcess start(Path folder, String name, Class<?> main, String... arguments) {
    return start(folder, name, CLASSPATH, main.getName(), List.of(), arguments);
  }

  static JavaProcess start(
      Path folder,
      String name,
      String classpath,
      String main,
      List<String> options,
      String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
    command.addAll(options);
    command.addAll(List.of("-cp", classpath, main));
    command.addAll(List.of(arguments));
    return JavaProcess.start(name, command, Map.of(), folder.resolve(name + ".log"));
  }
}
