package io.freshet.ingest.read;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.freshet.api.IngestLimits;
import io.freshet.ingest.plan.Values;
import io.freshet.ingest.plan.ViewPlan;
import io.freshet.ingest.read.ReadTables.Consistency;
import io.freshet.ingest.request.JsonValues;
import io.freshet.schema.ScalarType;
import io.freshet.value.Conversion.Converted;
import io.freshet.value.Conversion.Rejected;
import io.freshet.value.Timestamps;
import io.freshet.yaml.NearNames;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
    return new ReadFields(workspace, keys, features, consistency, asOf);
  }

  private void readKey(String name, JsonParser parser) throws IOException {
    switch (name) {
      case "workspace_name", "workspaceName", "feature_view_name", "featureViewName" -> {}
      case "join_keys", "joinKeys" -> readJoinKeys(parser);
      case "feature_names", "featureNames" -> readNames(parser);
      case "consistent" ->
          consistency =
              parser.currentToken() == JsonToken.VALUE_TRUE
                  ? Consistency.STRONG
                  : Consistency.EVENTUAL;
      case "as_of", "asOf" -> readAsOf(parser);
      default ->
          throw new MalformedRead("unknown key in the body; " + NearNames.hint(shown(name), NAMES));
    }
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
            where + ": unknown key; " + NearNames.hint(shown(name), view.view().entity()));
      }
      parser.nextToken();
      int position = view.fields().position(name);
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
    long eventTime = Long.MAX_VALUE;
    long ingestionTime = Long.MAX_VALUE;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      switch (name) {
        case "event_time", "eventTime" -> eventTime = micros(parser);
        case "ingestion_time", "ingestionTime" -> ingestionTime = micros(parser);
        default -> throw new MalformedRead("as_of: known: event_time, ingestion_time");
      }
    }
    asOf = Optional.of(new AsOf(eventTime, ingestionTime));
  }

  private static long micros(JsonParser parser) throws IOException {
    expect(parser, JsonToken.VALUE_STRING, "as_of: expected a timestamp (RFC 3339)");
    return Timestamps.parse(parser.getText())
        .map(Timestamps::micros)
        .orElseThrow(() -> new MalformedRead("as_of: expected a timestamp (RFC 3339)"));
  }

  private static void expect(JsonParser parser, JsonToken token, String message) {
    if (parser.currentToken() != token) {
      throw new MalformedRead(message);
    }
  }

  private static String shown(String name) {
    return name.length() <= 128 ? name : name.substring(0, 128);
  }
}
