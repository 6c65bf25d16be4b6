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
  private final List<String> entity = new ArrayList<>();
  private final List<String> features = new ArrayList<>();
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
        features.isEmpty() ? FeatureView.defaultFeatures(fields, entity, timestamp) : features,
        ttl,
        history);
  }

  private void readKey(String key, JsonParser parser) throws IOException {
    switch (key) {
      case "name" -> name = text(parser);
      case "entity" -> eachElement(parser, element -> entity.add(text(element)));
      case "features" -> eachElement(parser, element -> features.add(text(element)));
      case "ttl" -> ttl = Optional.of(duration(parser));
      case "history" -> readHistory(parser);
      default -> parser.skipChildren();
    }
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
