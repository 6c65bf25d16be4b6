package io.freshet.embedded;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** A server's process that can be stopped, killed and started again; each start is a new one. */
final class Restartable {
  private static final Duration CLEAN_STOP = Duration.ofSeconds(30);

  private final Supplier<JavaProcess> command;
  private final BooleanSupplier probe;
  private Optional<JavaProcess> process = Optional.empty();

  Restartable(Supplier<JavaProcess> command, BooleanSupplier probe) {
    this.command = command;
    this.probe = probe;
  }

  /** Starts it, if it does not run; returns when it answers. */
  void start() {
    launch();
    awaitReady();
  }

  synchronized void launch() {
    if (process.filter(JavaProcess::isAlive).isEmpty()) {
      process = Optional.of(command.get());
    }
  }

  void awaitReady() {
    process().awaitReady(probe);
  }

  /** SIGTERM. */
  synchronized void stop() {
    process.filter(JavaProcess::isAlive).ifPresent(running -> running.terminate(CLEAN_STOP));
    kill();
  }

  /** SIGKILL. */
  synchronized void kill() {
    process.ifPresent(JavaProcess::close);
    process = Optional.empty();
  }

  synchronized JavaProcess process() {
    return process.orElseThrow(() -> new IllegalStateException("the server is not running"));
  }
}
