package io.freshet.ingest.command;

import java.io.Console;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks whoever sits at the terminal. */
@FunctionalInterface
interface Prompt {

  /** The answer; empty where nobody can be asked. */
  Optional<String> ask(String question);

  /** This process's terminal, if it has one. */
  @SuppressWarnings("SystemConsoleNull") // JDK 25's own console is null without a terminal.
  static Optional<String> terminal(String question) {
    @Nullable Console console = System.console();
    if (console == null || !console.isTerminal()) {
      return Optional.empty();
    }
    @Nullable String answer = console.readLine("%s", question);
    return Optional.of(answer == null ? "" : answer);
  }
}
