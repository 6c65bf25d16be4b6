package io.freshet.schema;

import static io.freshet.schema.SourceJsonReader.duration;
import static io.freshet.schema.SourceJsonReader.eachElement;
import static io.freshet.schema.SourceJsonReader.eachKey;
import static io.freshet.schema.SourceJsonReader.text;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A feature view while its JSON is being read. */
final class ViewJson {
  private String name = "";
  private List<String> entity = List.of();
  private Optional<List<String>> features = Optional.empty();
  private Optional<Duration> ttl = Optional.empty();
  private History history = new History.Forever();

  private ViewJson() {}

  static ViewJson read(JsonParser parser) throws IOException {
    var view = new ViewJson();
    eachKey(parser, view::readKey);
    return view;
  }

  FeatureView resolve(Fields fields, TimestampRule timestamp) {
    return new FeatureView(
        name,
        entity,
        features.orElseGet(() -> FeatureView.defaultFeatures(fields, entity, timestamp)),
        ttl,
        history);
  }

  private void readKey(String key, JsonParser parser) throws IOException {
    switch (key) {
      case "name" -> name = text(parser);
      case "entity" -> entity = texts(parser);
      case "features" -> features = Optional.of(texts(parser));
      case "ttl" -> ttl = Optional.of(duration(parser));
      case "history" -> readHistory(parser);
      default -> parser.skipChildren();
    }
  }

  private static List<String> texts(JsonParser parser) throws IOException {
    List<String> texts = new ArrayList<>();
    eachElement(parser, element -> texts.add(text(element)));
    return texts;
  }

  private void readHistory(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_FALSE) {
      history = new History.None();
    } else {
      eachKey(
          parser,
          (key, value) -> {
            if (key.equals("retention")) {
              history = new History.For(duration(value));
            } else {
              value.skipChildren();
            }
          });
    }
  }
}
