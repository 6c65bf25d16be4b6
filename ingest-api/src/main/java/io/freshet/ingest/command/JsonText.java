package io.freshet.ingest.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.freshet.yaml.Problem;
import io.freshet.yaml.Problems;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** What a command prints with {@code --json}. */
final class JsonText {
  private static final JsonFactory JSON = new JsonFactory();

  private JsonText() {}

  /** What to write. */
  @FunctionalInterface
  interface Content {
    void write(JsonGenerator json) throws IOException;
  }

  /** An object over several lines. */
  static String object(Content content) {
    var text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text).useDefaultPrettyPrinter()) {
      json.writeStartObject();
      content.write(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return text.toString();
  }

  static void problems(JsonGenerator json, Problems problems) throws IOException {
    json.writeArrayFieldStart("problems");
    for (Problem problem : problems.list()) {
      json.writeStartObject();
      json.writeStringField("file", problem.file());
      json.writeNumberField("line", problem.line());
      json.writeStringField("path", problem.path());
      json.writeStringField("message", problem.message());
      json.writeStringField("hint", problem.hint().orElse(""));
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
