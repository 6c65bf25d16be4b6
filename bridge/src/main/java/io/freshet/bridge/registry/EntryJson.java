package io.freshet.bridge.registry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.freshet.bridge.registry.Entry.Reference;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The bodies of the registry's REST API (Confluent Schema Registry API reference, "Schemas" and
 * "Subjects").
 */
final class EntryJson {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(RegistryHttp.MAX_BYTES).build())
          .build();

  private EntryJson() {}

  /** A schema; empty where the body is something else. */
  static Optional<Entry> entry(byte[] body) {
    try (JsonParser parser = JSON.createParser(body)) {
      return parser.nextToken() == JsonToken.START_OBJECT ? entry(parser) : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  /** The registry's own number for an error; empty where the body is something else. */
  static OptionalInt errorCode(byte[] body) {
    try (JsonParser parser = JSON.createParser(body)) {
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
          String name = parser.currentName();
          if (parser.nextToken() == JsonToken.VALUE_NUMBER_INT && name.equals("error_code")) {
            return OptionalInt.of(parser.getIntValue());
          }
          parser.skipChildren();
        }
      }
    } catch (IOException _) {
      // not the registry's
    }
    return OptionalInt.empty();
  }

  private static Optional<Entry> entry(JsonParser parser) throws IOException {
    String type = "AVRO"; // which the registry leaves out
    @Nullable String text = null;
    List<Reference> references = List.of();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (value == JsonToken.VALUE_STRING && name.equals("schema")) {
        text = parser.getText();
      } else if (value == JsonToken.VALUE_STRING && name.equals("schemaType")) {
        type = parser.getText();
      } else if (value == JsonToken.START_ARRAY && name.equals("references")) {
        references = references(parser);
      } else {
        parser.skipChildren();
      }
    }
    return text == null ? Optional.empty() : Optional.of(new Entry(type, text, references));
  }

  private static List<Reference> references(JsonParser parser) throws IOException {
    List<Reference> references = new ArrayList<>();
    while (parser.nextToken() == JsonToken.START_OBJECT) {
      references.add(reference(parser));
    }
    return references;
  }

  private static Reference reference(JsonParser parser) throws IOException {
    String referred = "";
    String subject = "";
    int version = -1;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "name" -> referred = parser.getValueAsString("");
        case "subject" -> subject = parser.getValueAsString("");
        case "version" -> version = parser.getValueAsInt(-1);
        default -> parser.skipChildren();
      }
    }
    return new Reference(referred, subject, version);
  }
}
