package io.freshet.bridge.command;

import com.fasterxml.jackson.core.JsonGenerator;
import io.freshet.bridge.propose.Proposal;
import io.freshet.bridge.propose.ProposedField;
import io.freshet.json.JsonText;
import io.freshet.schema.PushSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;

/**
 * A first bridge.yaml, or an entry for one.
 *
 * @param head what stands above the topic's entry
 * @param format the topic's lines of bridge.yaml that say how it is read
 */
record Draft(String head, String topic, String format, PushSource source, Proposal proposal) {

  /** For people, and for bridge.yaml. */
  String yaml() {
    return head
        + """
          - topic: '%s'
            format: %s
            routes:
              - push_source: %s
                fields:
                  %s
        """
            .formatted(
                topic.replace("'", "''"),
                format,
                source.name(),
                String.join("\n          ", proposal.lines()));
  }

  /** For programs: each field and why, and the same YAML. */
  void json(PrintWriter out) {
    out.println(
        JsonText.document(json -> {
          json.writeStringField("topic", topic);
          json.writeStringField("workspace", source.workspace());
          json.writeStringField("push_source", source.name());
          json.writeArrayFieldStart("fields");
          for (ProposedField field : proposal.fields()) {
            write(field, json);
          }
          json.writeEndArray();
          json.writeArrayFieldStart("not_used");
          for (String path : proposal.unused()) {
            json.writeString(path);
          }
          json.writeEndArray();
          json.writeStringField("yaml", yaml());
        }));
  }

  private static void write(ProposedField field, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", field.field().name());
    json.writeStringField("type", field.field().type().text());
    json.writeBooleanField("required", field.field().required());
    json.writeStringField("result", field.certainty().name().toLowerCase(Locale.ROOT));
    json.writeStringField("path", field.path());
    json.writeStringField("unit", field.unit());
    json.writeStringField("reason", field.reason());
    json.writeEndObject();
  }
}
