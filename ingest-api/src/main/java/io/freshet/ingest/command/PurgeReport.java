package io.freshet.ingest.command;

import com.fasterxml.jackson.core.JsonGenerator;
import io.freshet.ingest.purge.Removed;
import io.freshet.ingest.purge.Result;
import io.freshet.json.JsonText;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** What an erasure tells of itself: counts, never the entity. */
record PurgeReport(String workspace, Result result) {

  /** A line for each view. */
  String text() {
    return result.removed().stream().map(this::line).collect(Collectors.joining("\n"));
  }

  /** One JSON object on one line. */
  String json() {
    return JsonText.line(json -> {
      json.writeStringField("workspace", workspace);
      json.writeBooleanField("complete", result instanceof Result.Gone);
      json.writeArrayFieldStart("views");
      write(json, result.removed());
      json.writeEndArray();
    });
  }

  private String line(Removed removed) {
    return "removed from "
        + workspace
        + "/"
        + removed.view()
        + ": online "
        + removed.online()
        + ", history "
        + removed.history();
  }

  private static void write(JsonGenerator json, List<Removed> views) throws IOException {
    for (Removed removed : views) {
      json.writeStartObject();
      json.writeStringField("view", removed.view());
      json.writeNumberField("online", removed.online());
      json.writeNumberField("history", removed.history());
      json.writeEndObject();
    }
  }
}
