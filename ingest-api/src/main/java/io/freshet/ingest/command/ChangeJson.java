package io.freshet.ingest.command;

import com.fasterxml.jackson.core.JsonGenerator;
import io.freshet.json.JsonText;
import io.freshet.schema.change.Change;
import io.freshet.schema.change.Change.Breaking;
import io.freshet.schema.change.Change.Compatible;
import io.freshet.schema.change.Change.Party;
import io.freshet.schema.change.Changes;
import io.freshet.yaml.Place;
import io.freshet.yaml.Problems;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Schema changes as a JSON document. */
final class ChangeJson {
  private ChangeJson() {}

  static String document(Changes changes, ChangeText text, Problems problems) {
    return JsonText.document(json -> {
      json.writeBooleanField("compatible", problems.isEmpty() && changes.breaking().isEmpty());
      json.writeArrayFieldStart("changes");
      for (Change change : changes.all()) {
        write(json, change, text.place(change));
      }
      json.writeEndArray();
      problems.write(json);
    });
  }

  private static void write(JsonGenerator json, Change change, Optional<Place> place)
      throws IOException {
    json.writeStartObject();
    json.writeArrayFieldStart("breaks");
    for (String party : parties(change)) {
      json.writeString(party);
    }
    json.writeEndArray();
    json.writeStringField("workspace", change.part().workspace());
    json.writeStringField("push_source", change.part().pushSource());
    json.writeStringField("path", String.join(".", change.part().path()));
    json.writeStringField("file", place.map(Place::file).orElse(""));
    json.writeNumberField("line", place.map(Place::line).orElse(0));
    json.writeStringField("message", change.message());
    switch (change) {
      case Breaking breaking -> json.writeStringField("remedy", breaking.remedy());
      case Compatible _ -> {}
    }
    json.writeEndObject();
  }

  /** Empty: compatible. */
  private static List<String> parties(Change change) {
    return switch (change) {
      case Breaking breaking -> breaking.breaks().stream().map(Party::text).sorted().toList();
      case Compatible _ -> List.of();
    };
  }
}
