package io.freshet.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * A program in a JVM of its own, run with this JVM's JDK, its output in a file. It ends with its
 * owner: by {@link #close()}, or by the owner's shutdown hook.
 */
public final class JavaProcess implements AutoCloseable {
  /**
   * For a machine under heavy load: a process that ends is noticed at once, however long this is.
   */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
  private static final int SHOWN_LINES = 30;

  private final String name;
  private final Path log;
  private final Process process;

  private JavaProcess(String name, Path log, Process process) {
    this.name = name;
    this.log = log;
    this.process = process;
  }

  /**
   * Starts a JVM.
   *
   * @param name for messages
   * @param arguments what follows {@code java}: options, then {@code -jar FILE} or {@code -cp PATH
   *     CLASS}, then the program's own
   * @param environment added to this process's
   * @param log the output's file, appended to
   */
  public static JavaProcess start(
      String name, List<String> arguments, Map<String, String> environment, Path log) {
    return start(name, JAVA, arguments, environment, log);
  }

  /**
   * Starts one of Freshet's programs as a user would, with this JVM's JDK.
   *
   * @param launcher such as {@code bridge/bin/freshet-bridge}
   * @param arguments the program's own
   * @param environment added to this process's; the launcher's own variables too
   */
  public static JavaProcess launch(
      String name,
      Path launcher,
      List<String> arguments,
      Map<String, String> environment,
      Path log) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("JAVA", JAVA.toString());
    return start(name, launcher, arguments, all, log);
  }

  private static JavaProcess start(
      String name,
      Path program,
      List<String> arguments,
      Map<String, String> environment,
      Path log) {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    command.addAll(arguments);
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    try {
      return new JavaProcess(name, log, Children.adopt(builder.start()));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + name, e);
    }
  }

  /**
   * Waits until the probe says yes.
   *
   * @throws IllegalStateException when the process ends first, or takes more than three minutes;
   *     with the end of its output
   */
  public void awaitReady(BooleanSupplier probe) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!probe.getAsBoolean()) {
      if (!process.isAlive()) {
        throw new IllegalStateException(
            name + " ended with code " + process.exitValue() + ":\n" + tail());
      }
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(name + " is not ready after " + PATIENCE + ":\n" + tail());
      }
      LockSupport.parkNanos(20_000_000);
    }
  }

  /** Empty while it runs; 128 + the signal's number where a signal ended it. */
  public OptionalInt exitCode() {
    return isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  public long pid() {
    return process.pid();
  }

  /** Where its output goes. */
  public Path log() {
    return log;
  }

  /** SIGKILL: returns when the process is gone. */
  public void kill() {
    process.destroyForcibly();
    await(PATIENCE);
  }

  /**
   * SIGTERM: returns the exit code when the process is gone.
   *
   * @throws IllegalStateException when it has not ended within the patience given; it is killed
   */
  public int terminate(Duration patience) {
    process.destroy();
    return await(patience);
  }

  /** Waits for the process to end by itself and returns its exit code. */
  public int await(Duration patience) {
    try {
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new IllegalStateException(name + " did not end within " + patience + ":\n" + tail());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + name, e);
    }
  }

  /** SIGSTOP: it keeps its sockets and does nothing. */
  public void pause() {
    signal("STOP");
  }

  /** SIGCONT. */
  public void resume() {
    signal("CONT");
  }

  @Override
  public void close() {
    kill();
  }

  private void signal(String signal) {
    try {
      new ProcessBuilder("kill", "-" + signal, Long.toString(pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot signal " + name, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while signalling " + name, e);
    }
  }

  private String tail() {
    try (Stream<String> lines = Files.lines(log)) {
      List<String> all = lines.toList();
      return String.join("\n", all.subList(Math.max(0, all.size() - SHOWN_LINES), all.size()));
    } catch (IOException e) {
      return "(its output in " + log + " cannot be read: " + e.getMessage() + ")";
    }
  }
}
