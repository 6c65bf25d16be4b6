package io.freshet.bridge.command;

import com.fasterxml.jackson.core.JsonGenerator;
import io.freshet.bridge.event.Rejection;
import io.freshet.bridge.event.SourceRecord;
import io.freshet.bridge.format.Decoders;
import io.freshet.bridge.map.TopicMapping;
import io.freshet.bridge.map.TopicMappings;
import io.freshet.bridge.map.Translated;
import io.freshet.bridge.map.Translated.PushRecord;
import io.freshet.bridge.map.Translator;
import io.freshet.json.JsonText;
import io.freshet.value.Timestamps;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Shows what becomes of messages. */
final class Preview {
  private final TopicMappings mappings;
  private final Decoders decoders;
  private final PrintWriter out;
  private final Map<String, Journey> journeys = new HashMap<>();

  Preview(TopicMappings mappings, Decoders decoders, PrintWriter out) {
    this.mappings = mappings;
    this.decoders = decoders;
    this.out = out;
  }

  /** For people. */
  void lines(SourceRecord message) {
    out.println(
        "%s offset %d, %s"
            .formatted(
                message.origin(),
                message.offset(),
                Timestamps.format(Instant.ofEpochMilli(message.timestampMillis()))));
    switch (translated(message)) {
      case Translated.Skipped _ -> out.println("  skipped");
      case Translated.Stop(String reason) -> out.println("  halt: " + reason);
      case Translated.Refused(Rejection why) ->
          out.println(
              "  dead letter: %s %s %s%s"
                  .formatted(
                      stage(why),
                      why.errorType(),
                      why.field().isEmpty() ? "" : why.field() + ": ",
                      why.message()));
      case Translated.Ready(List<PushRecord> records) ->
          records.forEach(
              record -> out.println("  " + record.pushSource() + " <- " + text(record)));
    }
  }

  /** For programs. */
  void json(SourceRecord message) {
    Translated translated = translated(message);
    out.println(
        JsonText.line(json -> {
          json.writeStringField("topic", message.origin().topic());
          json.writeNumberField("partition", message.origin().partition());
          json.writeNumberField("offset", message.offset());
          json.writeStringField(
              "timestamp", Timestamps.format(Instant.ofEpochMilli(message.timestampMillis())));
          write(translated, json);
        }));
  }

  private static void write(Translated translated, JsonGenerator json) throws IOException {
    switch (translated) {
      case Translated.Skipped _ -> json.writeStringField("result", "skipped");
      case Translated.Stop(String reason) -> {
        json.writeStringField("result", "halt");
        json.writeStringField("reason", reason);
      }
      case Translated.Refused(Rejection why) -> {
        json.writeStringField("result", "rejected");
        json.writeStringField("stage", stage(why));
        json.writeStringField("error_type", why.errorType());
        json.writeStringField("field", why.field());
        json.writeStringField("message", why.message());
      }
      case Translated.Ready(List<PushRecord> records) -> {
        json.writeStringField("result", "pushed");
        json.writeArrayFieldStart("records");
        for (PushRecord record : records) {
          json.writeStartObject();
          json.writeStringField("push_source", record.pushSource());
          json.writeFieldName("element");
          json.writeRawValue(text(record));
          json.writeEndObject();
        }
        json.writeEndArray();
      }
    }
  }

  private Translated translated(SourceRecord message) {
    return journeys.computeIfAbsent(message.origin().topic(), this::journey).of(message);
  }

  private Journey journey(String topic) {
    TopicMapping mapping = mappings.of(topic).orElseThrow();
    return new Journey(decoders.of(mapping), new Translator(mapping));
  }

  private static String text(PushRecord record) {
    return new String(record.json(), StandardCharsets.UTF_8);
  }

  private static String stage(Rejection why) {
    return why.stage().name().toLowerCase(Locale.ROOT);
  }
}
