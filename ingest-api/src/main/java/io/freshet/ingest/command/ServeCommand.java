package io.freshet.ingest.command;

import io.freshet.ingest.config.IngestConfig;
import io.freshet.ingest.config.IngestConfig.Store;
import io.freshet.ingest.config.Limits.Stopping;
import io.freshet.yaml.Problems;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code freshet-ingest serve}. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    header = "Answer pushes and reads until stopped.",
    description =
        "Answers pushes and reads, JSON and gRPC on one port, until it is stopped. SIGTERM (or "
            + "Ctrl-C) makes it not ready, finishes what is in flight, and ends it with exit code 0.",
    footer = {
      "",
      "Example:",
      "  java -jar freshet-ingest.jar keys create --keys-file keys.yaml \\",
      "      --workspace prod --access write,read",
      "  java -jar freshet-ingest.jar serve --config ingest.yaml"
    })
public final class ServeCommand implements Callable<Integer> {
  /** Closing what is left when the server has drained. */
  private static final Duration LAST_THINGS = Duration.ofSeconds(5);

  private final Function<Store, Stores> opening;

  @Spec CommandSpec spec;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "ingest.yaml: where to listen, the schemas, the keys, the store.")
  Path config;

  public ServeCommand() {
    this(Stores::open);
  }

  /** With stores of the caller's: how a benchmark puts nothing behind the whole server. */
  public ServeCommand(Function<Store, Stores> opening) {
    this.opening = opening;
  }

  @Override
  public Integer call() throws InterruptedException {
    var problems = new Problems();
    IngestConfig read = IngestConfig.read(config, problems);
    if (problems.isEmpty()) {
      Loaded loaded = Loaded.read(read, problems);
      if (problems.isEmpty()) {
        return serve(read, loaded);
      }
    }
    return Failures.report(problems, spec.commandLine().getErr());
  }

  private int serve(IngestConfig read, Loaded loaded) throws InterruptedException {
    Application application = Application.start(read, loaded, opening);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  endBy(read.limits().stopping());
                  application.close();
                  // A JVM that ends by a signal would exit with the signal's code.
                  Runtime.getRuntime().halt(0);
                },
                "stop"));
    application.announce();
    new CountDownLatch(1).await();
    return 0;
  }

  /** Whoever sent the signal is waiting: something that does not end must not keep them. */
  private static void endBy(Stopping stopping) {
    Duration atMost = stopping.notReady().plus(stopping.drain()).plus(LAST_THINGS);
    Thread.ofPlatform()
        .daemon()
        .name("end")
        .start(() -> {
          LockSupport.parkNanos(atMost.toNanos());
          Runtime.getRuntime().halt(Failures.BROKEN);
        });
  }
}
