package io.freshet.ingest.store.dynamodb;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;

/** Reads DynamoDB's answers as they stream by. A null is read as if it were empty. */
final class AnswerJson {
  /**
   * What was stored comes back, however long; names are those of maps in rows, too many to keep.
   */
  private static final JsonFactory JSON =
      new JsonFactoryBuilder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private AnswerJson() {}

  /** A parser at the answer's first token. */
  static JsonParser open(byte[] answer) throws IOException {
    JsonParser json = JSON.createParser(answer);
    json.nextToken();
    return json;
  }

  /** What is done where a member's value begins; it goes on to where the value ends. */
  @FunctionalInterface
  interface Member {
    void read(String name) throws IOException;
  }

  /** What is done where an element begins; it goes on to where the element ends. */
  @FunctionalInterface
  interface Element {
    void read() throws IOException;
  }

  /** The members of the object that begins here. */
  static void members(JsonParser json, Member member) throws IOException {
    if (!begins(json, JsonToken.START_OBJECT)) {
      return;
    }
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      json.nextToken();
      member.read(name);
    }
  }

  /** The elements of the array that begins here. */
  static void elements(JsonParser json, Element element) throws IOException {
    if (!begins(json, JsonToken.START_ARRAY)) {
      return;
    }
    while (json.nextToken() != JsonToken.END_ARRAY) {
      element.read();
    }
  }

  /** Whether what begins here is that; it is nothing at all, or an error, where it is not. */
  static boolean begins(JsonParser json, JsonToken expected) throws IOException {
    if (json.currentToken() != expected && json.currentToken() != JsonToken.VALUE_NULL) {
      throw new IOException(json.currentToken() + " where " + expected + " was expected");
    }
    return json.currentToken() == expected;
  }
}
