package io.freshet.offline;

import io.freshet.embedded.JavaProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Processes with the test's classes, to be killed. */
public final class Jvm {
  private static final String CLASSPATH =
      System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

  private Jvm() {}

  /** Starts a main class; options come first. */
  public static JavaProcess start(
      String name, List<String> options, Class<?> main, List<String> arguments, Path log) {
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of(
            "-Xmx384m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow"));
    command.addAll(options);
    command.addAll(List.of("-cp", CLASSPATH, main.getName()));
    command.addAll(arguments);
    return JavaProcess.start(
        name, command, Map.of("AWS_ACCESS_KEY_ID", "local", "AWS_SECRET_ACCESS_KEY", "local"), log);
  }
}
