package io.freshet.ingest.command;

import io.freshet.yaml.Problems;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How a command answers: lines for people, or a JSON document for programs. */
public final class Answer {
  @Spec(Spec.Target.MIXEE)
  CommandSpec spec;

  @Option(names = "--json", description = "Print a JSON document instead of lines.")
  boolean json;

  /**
   * Prints one or the other, and gives the exit code. Problems are in the document, or stand
   * instead of the lines.
   */
  public int give(Problems problems, Supplier<String> document, Supplier<List<String>> lines) {
    if (json) {
      spec.commandLine().getOut().println(document.get());
    } else if (problems.isEmpty()) {
      lines.get().forEach(spec.commandLine().getOut()::println);
    } else {
      Failures.report(problems, spec.commandLine().getErr());
    }
    return problems.isEmpty() ? 0 : Failures.PROBLEMS;
  }
}
