package io.freshet.bridge.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.freshet.bridge.decode.Decoded.Event;
import io.freshet.bridge.decode.Decoded.Undecodable;
import io.freshet.bridge.decode.Projection.Node;
import io.freshet.bridge.event.SourceRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON objects, read in one pass without a tree: what no path names is skipped. */
public final class JsonDecoder implements Decoder {
  private static final int MAX_DEPTH = 200;
  private static final int MAX_NUMBER_LENGTH = 400;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(MAX_NUMBER_LENGTH)
                  .build())
          .build();

  private final Projection projection;

  public JsonDecoder(Projection projection) {
    this.projection = projection;
  }

  @Override
  public Decoded decode(SourceRecord source, @Nullable Object[] slots) {
    byte[] value = source.value();
    if (value == null || value.length == 0) {
      return Undecodable.because("expected a JSON object, got nothing");
    }
    return read(value, 0, value.length, slots);
  }

  /** The same for a part of an array. */
  public Decoded read(byte[] bytes, int from, int length, @Nullable Object[] slots) {
    Arrays.fill(slots, null);
    try (JsonParser parser = JSON.createParser(bytes, from, length)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Undecodable.because("expected a JSON object");
      }
      readValue(parser, JsonToken.START_OBJECT, projection.root(), slots);
      return parser.nextToken() == null
          ? new Event()
          : Undecodable.because("more than one JSON value" + at(parser));
    } catch (JsonProcessingException e) {
      // Jackson's own message may quote the payload.
      return Undecodable.because("not JSON, at byte " + byteOffset(e));
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory cannot fail", e);
    }
  }

  private static void readObject(JsonParser parser, Node node, @Nullable Object[] slots)
      throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      Node child = node.child(parser.currentName());
      JsonToken token = parser.nextToken();
      if (child == null) {
        parser.skipChildren();
      } else {
        readValue(parser, token, child, slots);
      }
    }
  }

  private static void readValue(
      JsonParser parser, JsonToken token, Node node, @Nullable Object[] slots) throws IOException {
    if (node.slot() >= 0) {
      node.take(value(parser, token), slots);
    } else if (token == JsonToken.START_OBJECT) {
      readObject(parser, node, slots);
    } else {
      parser.skipChildren();
    }
  }

  private static @Nullable Object value(JsonParser parser, JsonToken token) throws IOException {
    return switch (token) {
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT ->
          switch (parser.getNumberType()) {
            case INT, LONG -> parser.getLongValue();
            default -> new Numeral(parser.getText());
          };
      case VALUE_NUMBER_FLOAT -> new Numeral(parser.getText());
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case START_ARRAY -> array(parser);
      case START_OBJECT -> object(parser);
      default -> null;
    };
  }

  private static List<@Nullable Object> array(JsonParser parser) throws IOException {
    List<@Nullable Object> elements = new ArrayList<>();
    for (JsonToken next = parser.nextToken();
        next != JsonToken.END_ARRAY;
        next = parser.nextToken()) {
      elements.add(value(parser, next));
    }
    return elements;
  }

  private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      members.put(name, value(parser, parser.nextToken()));
    }
    return members;
  }

  private static String byteOffset(JsonProcessingException e) {
    return e.getLocation() == null ? "?" : Long.toString(e.getLocation().getByteOffset());
  }

  private static String at(JsonParser parser) {
    return ", the second at byte " + parser.currentTokenLocation().getByteOffset();
  }
}
