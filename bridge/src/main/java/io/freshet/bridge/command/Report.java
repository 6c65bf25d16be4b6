package io.freshet.bridge.command;

import io.freshet.json.JsonText;
import io.freshet.yaml.Problems;
import picocli.CommandLine;

/** What a command says of the problems it has found, and its exit code. */
public final class Report {
  public static final int OK = 0;
  static final int PROBLEMS = 1;

  private Report() {}

  /** For people, on standard error. */
  public static int lines(Problems problems, CommandLine command) {
    problems.sorted().forEach(command.getErr()::println);
    command.getErr().println(problems.total() + " problem(s)");
    return PROBLEMS;
  }

  /** The same for programs, on standard output. */
  static int json(Problems problems, CommandLine command) {
    command
        .getOut()
        .println(
            JsonText.document(json -> {
              json.writeBooleanField("ok", problems.isEmpty());
              problems.write(json);
            }));
    return problems.isEmpty() ? OK : PROBLEMS;
  }
}
