package io.freshet.embedded;

import java.io.PrintStream;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The main class of a broker's process: formats its storage the first time, then runs Kafka.
 * Arguments: server.properties, cluster id, then what else kafka-storage format is to be told.
 */
final class KafkaNode {
  private KafkaNode() {}

  public static void main(String[] args) throws ReflectiveOperationException {
    Path properties = Path.of(args[0]);
    if (!Files.exists(properties.resolveSibling("data/meta.properties"))) {
      format(properties, List.of(args).subList(1, args.length));
    }
    Class.forName("kafka.Kafka")
        .getMethod("main", String[].class)
        .invoke(null, (Object) new String[] {properties.toString()});
  }

  private static void format(Path properties, List<String> clusterIdAndMore)
      throws ReflectiveOperationException {
    Method execute =
        Class.forName("kafka.tools.StorageTool")
            .getMethod("execute", String[].class, PrintStream.class);
    List<String> format = new ArrayList<>(List.of("format", "-c", properties.toString(), "-t"));
    format.addAll(clusterIdAndMore);
    Object code = execute.invoke(null, format.toArray(String[]::new), System.out);
    if (!code.equals(0)) {
      throw new IllegalStateException("formatting the storage failed with code " + code);
    }
  }
}
