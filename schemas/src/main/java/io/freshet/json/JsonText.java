package io.freshet.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** JSON as text, written piece by piece. */
public final class JsonText {
  private static final JsonFactory JSON = new JsonFactory();

  private JsonText() {}

  /** Writes a part of it. */
  @FunctionalInterface
  public interface Content {
    void write(JsonGenerator json) throws IOException;
  }

  /** An object of these members, over several lines. */
  public static String document(Content members) {
    return of(json -> object(json.useDefaultPrettyPrinter(), members));
  }

  /** An object of these members, on one line. */
  public static String line(Content members) {
    return of(json -> object(json, members));
  }

  /** Any value. */
  public static String of(Content value) {
    var text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      value.write(json);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return text.toString();
  }

  private static void object(JsonGenerator json, Content members) throws IOException {
    json.writeStartObject();
    members.write(json);
    json.writeEndObject();
  }
}
