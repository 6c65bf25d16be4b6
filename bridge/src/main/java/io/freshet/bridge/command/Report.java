package io.freshet.bridge.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.freshet.yaml.Problem;
import io.freshet.yaml.Problems;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import picocli.CommandLine;

/** What a command prints: lines for people, or one JSON document for programs. */
final class Report {
  static final int OK = 0;
  static final int PROBLEMS = 1;

  private static final JsonFactory JSON = new JsonFactory();

  private Report() {}

  /** Writes a part of a JSON document. */
  @FunctionalInterface
  interface Body {
    void write(JsonGenerator json) throws IOException;
  }

  /** Problems for people, on standard error. */
  static int lines(Problems problems, CommandLine command) {
    problems.sorted().forEach(command.getErr()::println);
    command.getErr().println(problems.total() + " problem(s)");
    return PROBLEMS;
  }

  /** The same for programs, on standard output. */
  static int json(Problems problems, CommandLine command) {
    document(
        command.getOut(),
        json -> {
          json.writeBooleanField("ok", problems.isEmpty());
          json.writeArrayFieldStart("problems");
          for (Problem problem : problems.sorted()) {
            json.writeStartObject();
            json.writeStringField("file", problem.file());
            json.writeNumberField("line", problem.line());
            json.writeStringField("path", problem.path());
            json.writeStringField("message", problem.message());
            json.writeStringField("hint", problem.hint().orElse(""));
            json.writeEndObject();
          }
          json.writeEndArray();
        });
    return problems.isEmpty() ? OK : PROBLEMS;
  }

  /** One object over several lines. */
  static void document(PrintWriter out, Body members) {
    out.println(
        text(json -> {
          json.setPrettyPrinter(new DefaultPrettyPrinter());
          members.write(json);
        }));
  }

  /** One object on one line. */
  static void line(PrintWriter out, Body members) {
    out.println(text(members));
  }

  private static String text(Body members) {
    var text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      members.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return text.toString();
  }
}
