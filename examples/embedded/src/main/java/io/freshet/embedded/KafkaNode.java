package io.freshet.embedded;

import java.io.PrintStream;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The main class of a broker's process: formats its storage the first time, then runs Kafka.
 * Arguments: server.properties, cluster id.
 */
final class KafkaNode {
  private KafkaNode() {}

  public static void main(String[] args) throws ReflectiveOperationException {
    Path properties = Path.of(args[0]);
    if (!Files.exists(properties.resolveSibling("data/meta.properties"))) {
      format(properties, args[1]);
    }
    Class.forName("kafka.Kafka")
        .getMethod("main", String[].class)
        .invoke(null, (Object) new String[] {properties.toString()});
  }

  private static void format(Path properties, String clusterId)
      throws ReflectiveOperationException {
    Method execute =
        Class.forName("kafka.tools.StorageTool")
            .getMethod("execute", String[].class, PrintStream.class);
    String[] format = {"format", "-t", clusterId, "-c", properties.toString()};
    Object code = execute.invoke(null, format, System.out);
    if (!code.equals(0)) {
      throw new IllegalStateException("formatting the storage failed with code " + code);
    }
  }
}
