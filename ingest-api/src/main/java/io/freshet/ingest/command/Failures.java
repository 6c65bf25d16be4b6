package io.freshet.ingest.command;

import io.freshet.yaml.Problems;
import java.io.PrintWriter;

/** What a command that does not go well leaves on standard error, and its exit code. */
public final class Failures {
  /** The system property with the level of our own logs; DEBUG also shows stack traces. */
  public static final String LEVEL = "FRESHET_LOG_LEVEL";

  /** The exit code where problems were found, and are listed. */
  public static final int PROBLEMS = 1;

  /** The exit code where something outside does not work. */
  public static final int BROKEN = 3;

  private Failures() {}

  /** Something outside does not work: one line, and the stack trace only where it is asked for. */
  public static int report(Exception failure, PrintWriter err) {
    err.println("error: " + failure.getMessage());
    if ("DEBUG".equals(System.getProperty(LEVEL))) {
      failure.printStackTrace(err);
    }
    return BROKEN;
  }

  /** A configuration, a schema or an argument is wrong: every problem. */
  public static int report(Problems problems, PrintWriter err) {
    err.println(problems);
    err.println(problems.total() + " problem(s)");
    return PROBLEMS;
  }
}
