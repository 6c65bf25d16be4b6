package io.freshet.schema;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.freshet.yaml.DurationText;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads one push source from JSON, key by key, in any order. */
final class SourceJsonReader {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final byte[] json;
  private String workspace = "";
  private String name = "";
  private String description = "";
  private TimestampRule timestamp =
      new TimestampRule("", TimestampRule.DEFAULT_MAX_FUTURE, TimestampRule.DEFAULT_MAX_AGE);
  private UnknownFields unknownFields = UnknownFields.REJECT;
  private final List<Field> fields = new ArrayList<>();
  private final List<ViewJson> views = new ArrayList<>();

  SourceJsonReader(byte[] json) {
    this.json = json;
  }

  PushSource source() throws IOException {
    try (JsonParser parser = JSON.createParser(json)) {
      parser.nextToken();
      eachKey(parser, this::readKey);
    }
    if (workspace.isEmpty() || name.isEmpty() || timestamp.field().isEmpty() || fields.isEmpty()) {
      throw new IOException(
          "not a push source: workspace, push_source, timestamp.field and fields must be there");
    }
    Fields all = fields();
    known(all, List.of(timestamp.field()));
    List<FeatureView> resolved = views.stream().map(view -> view.resolve(all, timestamp)).toList();
    for (FeatureView view : resolved) {
      known(all, view.entity());
      known(all, view.features());
    }
    return new PushSource(workspace, name, description, timestamp, unknownFields, all, resolved);
  }

  private static void known(Fields fields, List<String> names) throws IOException {
    for (String named : names) {
      if (fields.position(named) < 0) {
        throw new IOException("not a push source: no field is named " + named);
      }
    }
  }

  private Fields fields() throws IOException {
    try {
      return new Fields(fields);
    } catch (IllegalArgumentException e) {
      throw new IOException("not a push source: " + e.getMessage(), e);
    }
  }

  private void readKey(String key, JsonParser parser) throws IOException {
    switch (key) {
      case "workspace" -> workspace = text(parser);
      case "push_source" -> name = text(parser);
      case "description" -> description = text(parser);
      case "timestamp" -> readTimestamp(parser);
      case "unknown_fields" ->
          unknownFields =
              text(parser).equals("ignore") ? UnknownFields.IGNORE : UnknownFields.REJECT;
      case "fields" -> eachElement(parser, this::readField);
      case "feature_views" -> eachElement(parser, element -> views.add(ViewJson.read(element)));
      default -> parser.skipChildren();
    }
  }

  private void readTimestamp(JsonParser parser) throws IOException {
    eachKey(
        parser,
        (key, value) -> {
          switch (key) {
            case "field" ->
                timestamp =
                    new TimestampRule(text(value), timestamp.maxFuture(), timestamp.maxAge());
            case "max_future" ->
                timestamp =
                    new TimestampRule(timestamp.field(), duration(value), timestamp.maxAge());
            case "max_age" ->
                timestamp =
                    new TimestampRule(timestamp.field(), timestamp.maxFuture(), duration(value));
            default -> value.skipChildren();
          }
        });
  }

  private void readField(JsonParser parser) throws IOException {
    var read = new FieldJson();
    eachKey(parser, read::readKey);
    fields.add(read.field());
  }

  private static final class FieldJson {
    private String name = "";
    private String type = "";
    private boolean required;

    void readKey(String key, JsonParser parser) throws IOException {
      switch (key) {
        case "name" -> name = text(parser);
        case "type" -> type = text(parser);
        case "required" -> required = parser.getBooleanValue();
        default -> parser.skipChildren();
      }
    }

    Field field() throws IOException {
      FieldType parsed =
          FieldType.parse(type)
              .orElseThrow(() -> new IOException("field " + name + ": unknown type " + type));
      return new Field(name, parsed, required);
    }
  }

  /** What one key's value means to its reader; the parser stands on the value's first token. */
  interface KeyReader {
    void read(String key, JsonParser value) throws IOException;
  }

  /** What one element means to its reader; the parser stands on the element's first token. */
  interface ElementReader {
    void read(JsonParser element) throws IOException;
  }

  static void eachKey(JsonParser parser, KeyReader reader) throws IOException {
    expect(parser, JsonToken.START_OBJECT);
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      parser.nextToken();
      reader.read(key, parser);
    }
  }

  static void eachElement(JsonParser parser, ElementReader reader) throws IOException {
    expect(parser, JsonToken.START_ARRAY);
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      reader.read(parser);
    }
  }

  static String text(JsonParser parser) throws IOException {
    expect(parser, JsonToken.VALUE_STRING);
    return parser.getText();
  }

  static Duration duration(JsonParser parser) throws IOException {
    String text = text(parser);
    Optional<Duration> duration = DurationText.parse(text);
    return duration.orElseThrow(
        () -> new IOException("expected a duration such as 30d, got " + text));
  }

  private static void expect(JsonParser parser, JsonToken token) throws IOException {
    if (parser.currentToken() != token) {
      throw new IOException(
          "not a push source: expected "
              + token.name().toLowerCase(Locale.ROOT).replace('_', ' ')
              + " at line "
              + parser.currentTokenLocation().getLineNr()
              + ", column "
              + parser.currentTokenLocation().getColumnNr());
    }
  }
}
