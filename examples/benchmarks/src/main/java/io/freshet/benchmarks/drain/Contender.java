package io.freshet.benchmarks.drain;

import io.freshet.embedded.JavaProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * Something that drains a topic.
 *
 * @param pushes whether a sink's delay matters to it
 * @param starter what starts it
 */
record Contender(String name, boolean pushes, Starter starter) {

  /** Starts a JVM. */
  interface Starter {
    JavaProcess start(Launch launch) throws IOException;
  }

  /**
   * One start.
   *
   * @param group the consumer group, new for each
   * @param folder for what it writes
   */
  record Launch(Load load, URI sink, String group, Path folder) {

    /** The option that makes a JVM write down its collections. */
    List<String> gcLog() {
      return List.of("-Xlog:gc:file=" + gcFile());
    }

    Path gcFile() {
      return folder.resolve("gc-" + group + ".log");
    }
  }

  static Contender bridge(String brokers) {
    return new Contender(
        "freshet-bridge",
        true,
        launch ->
            new BridgeProcess(brokers, launch.load(), launch.sink(), launch.group())
                .start(launch.folder(), launch.gcLog()));
  }

  static List<Contender> all(String brokers) {
    return List.of(
        bridge(brokers),
        reference(brokers, "reference, virtual threads", "virtual"),
        reference(brokers, "reference, OkHttp's pool", "pool"),
        new Contender(
            "consume and parse only",
            false,
            launch ->
                java(
                    launch,
                    ConsumeOnly.class,
                    brokers,
                    launch.load().topic(),
                    launch.group(),
                    launch.sink().toString(),
                    Integer.toString(launch.load().events()))));
  }

  /** One of a hundred lines, with one of OkHttp's two kinds of threads. */
  static Contender reference(String brokers, String name, String dispatcher) {
    return new Contender(
        name,
        true,
        launch ->
            java(
                launch,
                ReferenceBridge.class,
                brokers,
                launch.load().topic(),
                launch.group(),
                launch.sink().toString(),
                dispatcher));
  }

  private static JavaProcess java(Launch launch, Class<?> main, String... arguments) {
    return Java.start(
        launch.folder(),
        main.getSimpleName(),
        Java.CLASSPATH,
        main.getName(),
        launch.gcLog(),
        arguments);
  }
}
