package io.freshet.ingest.command;

import com.fasterxml.jackson.core.JsonGenerator;
import io.freshet.ingest.auth.Access;
import io.freshet.ingest.auth.ApiKey;
import io.freshet.ingest.auth.Rate;
import io.freshet.json.JsonText;
import io.freshet.value.Timestamps;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Registered keys as they are listed at a moment. */
record KeyTable(List<ApiKey> keys, Instant now) {
  private static final List<String> HEAD =
      List.of("ID", "WORKSPACE", "ACCESS", "SOURCES", "CREATED", "EXPIRES", "RATE", "STATE");

  /** A line each below a head, in columns. */
  List<String> lines() {
    List<List<String>> rows = new ArrayList<>(List.of(HEAD));
    keys.forEach(key -> rows.add(row(key)));
    int[] widths =
        IntStream.range(0, HEAD.size())
            .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toArray();
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  String json() {
    return JsonText.document(json -> {
      json.writeArrayFieldStart("keys");
      for (ApiKey key : keys) {
        write(json, key);
      }
      json.writeEndArray();
    });
  }

  private List<String> row(ApiKey key) {
    return List.of(
        key.id(),
        key.caller().workspace(),
        String.join(",", access(key)),
        key.caller().sources().isEmpty() ? "all" : String.join(",", sources(key)),
        Timestamps.format(key.created()),
        key.expires().map(Timestamps::format).orElse("never"),
        key.caller().rate().map(KeyTable::text).orElse("any"),
        state(key));
  }

  private static String line(List<String> row, int[] widths) {
    var line = new StringBuilder();
    for (int column = 0; column < row.size(); column++) {
      line.append(row.get(column));
      line.repeat(' ', widths[column] - row.get(column).length() + 2);
    }
    return line.toString().stripTrailing();
  }

  private void write(JsonGenerator json, ApiKey key) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", key.id());
    json.writeStringField("workspace", key.caller().workspace());
    array(json, "access", access(key));
    array(json, "sources", sources(key));
    json.writeStringField("created", Timestamps.format(key.created()));
    if (key.expires().isPresent()) {
      json.writeStringField("expires", Timestamps.format(key.expires().get()));
    }
    if (key.caller().rate().isPresent()) {
      Rate rate = key.caller().rate().get();
      json.writeObjectFieldStart("rate");
      json.writeNumberField("requests_per_second", rate.requestsPerSecond());
      json.writeNumberField("burst", rate.burst());
      json.writeEndObject();
    }
    json.writeStringField("state", state(key));
    json.writeEndObject();
  }

  private static void array(JsonGenerator json, String key, List<String> texts) throws IOException {
    json.writeArrayFieldStart(key);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  private String state(ApiKey key) {
    return key.expiredAt(now) ? "expired" : "live";
  }

  private static List<String> access(ApiKey key) {
    return key.caller().access().stream().map(Access::text).sorted().toList();
  }

  private static List<String> sources(ApiKey key) {
    return key.caller().sources().stream().sorted().toList();
  }

  private static String text(Rate rate) {
    return rate.requestsPerSecond() + "/s, burst " + rate.burst();
  }
}
