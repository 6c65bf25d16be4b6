package io.freshet.benchmarks.idle;

import io.freshet.benchmarks.measure.Report;
import io.freshet.benchmarks.measure.Spread;
import io.freshet.benchmarks.measure.Usage;
import io.freshet.embedded.JavaProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code idle}: what the programs use while nothing happens, and how soon they do something. */
@Command(
    name = "idle",
    mixinStandardHelpOptions = true,
    description = {
      "Starts each program some times, and measures the time from the start of its JVM to the first "
          + "work that it has done;",
      "then lets the last one rest, and measures its CPU and memory without any traffic."
    })
public final class Idle implements Runnable {
  /** One line a program. */
  private static final List<Function<Path, Program>> PROGRAMS =
      List.of(BridgeProgram::stage, ServerProgram::stage);

  @Option(names = "--starts", defaultValue = "5", description = "Default: ${DEFAULT-VALUE}.")
  int starts;

  @Option(
      names = "--settle",
      defaultValue = "10",
      description = "Seconds after the start that do not count as rest. Default: ${DEFAULT-VALUE}.")
  int settle;

  @Option(names = "--seconds", defaultValue = "60", description = "Default: ${DEFAULT-VALUE}.")
  int seconds;

  private final Report report = new Report("idle");

  @Override
  public void run() {
    try {
      for (Function<Path, Program> stage : PROGRAMS) {
        try (Program program = stage.apply(Files.createTempDirectory("freshet-idle"))) {
          report.row(measure(program));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return;
    }
    report.print(System.out);
  }

  private Map<String, Object> measure(Program program) throws IOException, InterruptedException {
    List<Double> firsts = new ArrayList<>();
    for (int start = 1; start < starts; start++) {
      try (JavaProcess process = start(program, firsts)) {
        process.terminate(Duration.ofSeconds(30));
      }
    }
    try (JavaProcess process = start(program, firsts)) {
      Thread.sleep(Duration.ofSeconds(settle));
      Usage before = Usage.of(process.pid());
      Thread.sleep(Duration.ofSeconds(seconds));
      Usage after = Usage.of(process.pid());
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("program", program.name());
      row.put("start to first work ms", Spread.of(firsts));
      row.put("rest s", seconds);
      row.put("CPU % of a core", after.cpuSince(before).toMillis() / 10.0 / seconds);
      row.put("RSS MB", after.residentKiB() / 1_024.0);
      row.put("peak MB", after.peakKiB() / 1_024.0);
      return row;
    }
  }

  private static JavaProcess start(Program program, List<Double> firsts) throws IOException {
    long begin = System.currentTimeMillis();
    JavaProcess process = program.start();
    process.awaitReady(() -> program.firstDoneMillis() > 0);
    firsts.add((double) program.firstDoneMillis() - begin);
    return process;
  }
}
