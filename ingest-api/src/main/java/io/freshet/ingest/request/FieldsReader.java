package io.freshet.ingest.request;

import static io.freshet.api.RecordErrorType.UNKNOWN_FIELD;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.freshet.api.RecordErrorType;
import io.freshet.ingest.plan.SourcePlan;
import io.freshet.ingest.plan.Values;
import io.freshet.schema.UnknownFields;
import io.freshet.value.Conversion.Converted;
import io.freshet.value.Conversion.Rejected;
import io.freshet.yaml.NearNames;
import java.io.IOException;

/** The fields of one record, by name, each straight into its place. */
final class FieldsReader {
  private final SourcePlan plan;
  private final int index;
  private final Values values;
  private final Errors errors;

  FieldsReader(SourcePlan plan, int index, Values values, Errors errors) {
    this.plan = plan;
    this.index = index;
    this.values = values;
    this.errors = errors;
  }

  void read(JsonParser parser) throws IOException, Refuse {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw Refuse.malformed(where() + " must be an object");
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      readField(name, parser);
    }
  }

  private void readField(String name, JsonParser parser) throws IOException, Refuse {
    int position = plan.fields().position(name);
    if (position < 0) {
      parser.skipChildren();
      reportUnknown(name);
    } else if (values.named(position)) {
      throw Refuse.malformed(where() + ": duplicate key " + name);
    } else if (parser.currentToken() == JsonToken.VALUE_NULL) {
      values.setAbsent(position);
    } else {
      readValue(position, name, parser);
    }
  }

  private void readValue(int position, String name, JsonParser parser) throws IOException, Refuse {
    switch (JsonValues.read(parser, plan.fields().at(position).type())) {
      case Converted(Object value) -> values.set(position, value);
      case Rejected(RecordErrorType type, String message) -> {
        values.reject(position);
        errors.add(plan.name(), index, name, type, message);
      }
    }
  }

  private void reportUnknown(String name) {
    if (plan.source().unknownFields() == UnknownFields.REJECT && !errors.full(plan.name(), index)) {
      String hint = NearNames.hint(Errors.shown(name), plan.fields().names());
      errors.add(plan.name(), index, name, UNKNOWN_FIELD, "unknown field; " + hint);
    }
  }

  private String where() {
    return "records." + plan.name() + "[" + index + "].record";
  }
}
