package io.freshet.embedded;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs another program's main class and ends with the process that started it, even where that was
 * killed and could run no shutdown hook. Arguments: the main class, then its own arguments.
 */
final class Tethered {
  private Tethered() {}

  public static void main(String[] args) throws ReflectiveOperationException {
    tether();
    String[] rest = new String[args.length - 1];
    System.arraycopy(args, 1, rest, 0, rest.length);
    run(args[0], rest);
  }

  private static void tether() {
    ProcessHandle.current().parent().ifPresent(Tethered::endWith);
  }

  private static void endWith(ProcessHandle owner) {
    Thread.ofVirtual()
        .start(() -> {
          owner.onExit().join();
          Runtime.getRuntime().halt(3);
        });
  }

  private static void run(String mainClass, String... args) throws ReflectiveOperationException {
    try {
      Class.forName(mainClass).getMethod("main", String[].class).invoke(null, (Object) args);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(mainClass + " failed", e.getCause());
    }
  }

  /** What follows {@code java} and its options to run a main class, tethered. */
  static List<String> command(String classpath, String mainClass) {
    return List.of(
        "-cp", location() + File.pathSeparator + classpath, Tethered.class.getName(), mainClass);
  }

  /** Where this class itself is, to be put on a child's class path. */
  private static String location() {
    try {
      return Path.of(Tethered.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("cannot find this program's own classes", e);
    }
  }
}
