package io.freshet.benchmarks.drain;

import io.freshet.embedded.HttpProbe;
import io.freshet.embedded.JavaProcess;
import io.freshet.embedded.Ports;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * A sink and a reference that somebody else has written, as source files without a package, beside
 * which ours may not be slower: {@code Sink} and {@code Bridge} of the folder that is named.
 */
final class Shared implements Sink {
  private static final Pattern FIGURE = Pattern.compile("\"(firstMs|doneMs)\":(\\d+)");

  private final String classpath;
  private final JavaProcess process;
  private final HttpText http;

  private Shared(String classpath, JavaProcess process, HttpText http) {
    this.classpath = classpath;
    this.process = process;
    this.http = http;
  }

  /** Compiles them against this class path, and starts the sink. */
  static Shared start(Path sources, Path folder, int events) throws IOException {
    Path classes = Files.createDirectories(folder.resolve("shared"));
    List<String> arguments =
        new ArrayList<>(
            List.of("-nowarn", "-d", classes.toString(), "-cp", Java.CLASSPATH, "-proc:none"));
    try (Stream<Path> files = Files.list(sources)) {
      files.map(Path::toString).filter(file -> file.endsWith(".java")).forEach(arguments::add);
    }
    String[] all = arguments.toArray(String[]::new);
    if (ToolProvider.getSystemJavaCompiler().run(null, System.err, System.err, all) != 0) {
      throw new IllegalStateException("what is in " + sources + " does not compile");
    }
    String classpath = classes + ":" + Java.CLASSPATH;
    int port = Ports.free();
    var http = new HttpText(URI.create("http://127.0.0.1:" + port));
    JavaProcess process =
        Java.start(
            folder,
            "shared-sink",
            classpath,
            "Sink",
            List.of(),
            Integer.toString(port),
            folder.resolve("counts").toString(),
            Integer.toString(events),
            "0",
            sources.resolve("schema.json").toString());
    process.awaitReady(() -> HttpProbe.answers(http.url("/stats"), 200));
    return new Shared(classpath, process, http);
  }

  /** The reference, with OkHttp on virtual threads. */
  Contender reference(String brokers) {
    return new Contender(
        "shared reference",
        true,
        launch ->
            Java.start(
                launch.folder(),
                "shared-reference",
                classpath,
                "Bridge",
                launch.gcLog(),
                brokers,
                launch.load().topic(),
                launch.group(),
                launch.sink().toString(),
                "okhttpvt-h2c",
                "32",
                "tree"));
  }

  @Override
  public URI url() {
    return http.url("");
  }

  @Override
  public void reset(Load load, int delay) {
    http.get("/ctl?reset=1&target=%d&delayUs=%d".formatted(load.events(), delay * 1_000));
  }

  @Override
  public Stats stats() {
    long first = 0;
    long done = 0;
    for (Matcher figure = FIGURE.matcher(http.get("/stats")); figure.find(); ) {
      if (figure.group(1).equals("firstMs")) {
        first = Long.parseLong(figure.group(2));
      } else {
        done = Long.parseLong(figure.group(2));
      }
    }
    return new Stats(first, done);
  }

  @Override
  public void close() {
    process.close();
    http.close();
  }
}
