package io.freshet.ingest.read;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.freshet.api.IngestLimits;
import io.freshet.ingest.plan.Values;
import io.freshet.ingest.plan.ViewPlan;
import io.freshet.ingest.read.ReadTables.Consistency;
import io.freshet.ingest.request.Errors;
import io.freshet.ingest.request.JsonValues;
import io.freshet.schema.ScalarType;
import io.freshet.value.Conversion.Converted;
import io.freshet.value.Conversion.Rejected;
import io.freshet.value.Timestamps;
import io.freshet.yaml.NearNames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The keys of a read request's outermost object, once the view is known. */
final class JsonReadFields {
  private static final List<String> NAMES =
      List.of(
          "workspace_name",
          "feature_view_name",
          "join_keys",
          "feature_names",
          "consistent",
          "as_of");

  private final String workspace;
  private final ViewPlan view;
  private final List<Values> keys = new ArrayList<>();
  private final List<String> features = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private Consistency consistency = Consistency.EVENTUAL;
  private Optional<AsOf> asOf = Optional.empty();

  JsonReadFields(String workspace, ViewPlan view) {
    this.workspace = workspace;
    this.view = view;
  }

  ReadFields read(JsonParser parser) throws IOException {
    parser.nextToken();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      readKey(name, parser);
    }
    if (parser.nextToken() != null) {
      throw new MalformedRead("something follows the JSON object");
    }
    return new ReadFields(workspace, keys, features, consistency, asOf);
  }

  private void readKey(String name, JsonParser parser) throws IOException {
    switch (name) {
      case "workspace_name", "workspaceName" ->
          once("workspace_name", parser, JsonReadFields::known);
      case "feature_view_name", "featureViewName" ->
          once("feature_view_name", parser, JsonReadFields::known);
      case "join_keys", "joinKeys" -> once("join_keys", parser, this::readJoinKeys);
      case "feature_names", "featureNames" -> once("feature_names", parser, this::readNames);
      case "consistent" -> once("consistent", parser, this::readConsistency);
      case "as_of", "asOf" -> once("as_of", parser, this::readAsOf);
      default ->
          throw new MalformedRead(
              "unknown key in the body; " + NearNames.hint(Errors.shown(name), NAMES));
    }
  }

  /** What reads the value that the parser stands on. */
  private interface Reader {
    void read(JsonParser parser) throws IOException;
  }

  /** A key comes once; null is as good as not there, save where there is no doing without. */
  private void once(String name, JsonParser parser, Reader reader) throws IOException {
    if (!seen.add(name)) {
      throw new MalformedRead("duplicate key " + name);
    }
    if (parser.currentToken() != JsonToken.VALUE_NULL) {
      reader.read(parser);
    }
  }

  /** Found by the pass before this one. */
  private static void known(JsonParser parser) {
    expect(parser, JsonToken.VALUE_STRING, "workspace_name and feature_view_name must be strings");
  }

  private void readConsistency(JsonParser parser) {
    consistency =
        switch (parser.currentToken()) {
          case VALUE_TRUE -> Consistency.STRONG;
          case VALUE_FALSE -> Consistency.EVENTUAL;
          default -> throw new MalformedRead("consistent must be true or false");
        };
  }

  private void readJoinKeys(JsonParser parser) throws IOException {
    expect(parser, JsonToken.START_ARRAY, "join_keys must be a list");
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (keys.size() > IngestLimits.MAX_JOIN_KEYS) {
        parser.skipChildren();
      } else {
        keys.add(readJoinKey(parser));
      }
    }
  }

  private Values readJoinKey(JsonParser parser) throws IOException {
    String where = "join_keys[" + keys.size() + "]";
    expect(parser, JsonToken.START_OBJECT, where + " must be an object");
    var values = new Values(view.fields());
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      if (!view.view().entity().contains(name)) {
        throw new MalformedRead(
            where + ": unknown key; " + NearNames.hint(Errors.shown(name), view.view().entity()));
      }
      parser.nextToken();
      int position = view.fields().position(name);
      if (values.named(position)) {
        throw new MalformedRead(where + ": duplicate key " + name);
      }
      var type = (ScalarType) view.fields().at(position).type();
      switch (JsonValues.scalar(parser, type)) {
        case Converted(Object value) -> values.set(position, value);
        case Rejected rejected ->
            throw new MalformedRead(where + "." + name + ": " + rejected.message());
      }
    }
    return values;
  }

  private void readNames(JsonParser parser) throws IOException {
    expect(parser, JsonToken.START_ARRAY, "feature_names must be a list");
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      expect(parser, JsonToken.VALUE_STRING, "feature_names must be a list of strings");
      features.add(parser.getText());
    }
  }

  private void readAsOf(JsonParser parser) throws IOException {
    expect(parser, JsonToken.START_OBJECT, "as_of must be an object");
    OptionalLong eventTime = OptionalLong.empty();
    OptionalLong ingestionTime = OptionalLong.empty();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "event_time", "eventTime" -> eventTime = micros(name, eventTime, parser);
        case "ingestion_time", "ingestionTime" ->
            ingestionTime = micros(name, ingestionTime, parser);
        default -> throw new MalformedRead("as_of: unknown key; known: event_time, ingestion_time");
      }
    }
    asOf =
        Optional.of(
            new AsOf(
                eventTime.orElseThrow(() -> new MalformedRead(AsOf.NO_EVENT_TIME)),
                ingestionTime.orElse(Long.MAX_VALUE)));
  }

  private static OptionalLong micros(String name, OptionalLong before, JsonParser parser)
      throws IOException {
    if (before.isPresent()) {
      throw new MalformedRead("as_of: duplicate key " + name);
    }
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return OptionalLong.empty();
    }
    String wrong = "as_of." + name + ": expected a timestamp (RFC 3339)";
    expect(parser, JsonToken.VALUE_STRING, wrong);
    return OptionalLong.of(
        Timestamps.parse(parser.getText())
            .map(Timestamps::micros)
            .orElseThrow(() -> new MalformedRead(wrong)));
  }

  private static void expect(JsonParser parser, JsonToken token, String message) {
    if (parser.currentToken() != token) {
      throw new MalformedRead(message);
    }
  }
}
