package io.freshet.ingest.request;

import static io.freshet.api.RecordErrorType.OUT_OF_RANGE;
import static io.freshet.api.RecordErrorType.TOO_LARGE;
import static io.freshet.api.RecordErrorType.TYPE_MISMATCH;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.freshet.api.RecordErrorType;
import io.freshet.ingest.plan.SourcePlan;
import io.freshet.ingest.plan.Values;
import io.freshet.schema.ScalarType;
import io.freshet.value.Conversion.Converted;
import io.freshet.value.Conversion.Rejected;
import io.freshet.value.Conversions;
import io.freshet.yaml.NearNames;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** One element of a push source's list: the record and what is said about it. */
final class RecordReader {
  private static final List<String> NAMES = List.of("record", "sequence", "origin", "delete");

  private final SourcePlan plan;
  private final int index;
  private final Errors errors;
  private final Values values;
  private final Set<String> seen = new HashSet<>(8);
  private OptionalLong sequence = OptionalLong.empty();
  private Optional<String> origin = Optional.empty();
  private boolean delete;

  RecordReader(SourcePlan plan, int index, Errors errors) {
    this.plan = plan;
    this.index = index;
    this.errors = errors;
    this.values = new Values(plan.fields());
  }

  PushedRecord read(JsonParser parser) throws IOException, Refuse {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw Refuse.malformed(where() + " must be an object with the key record");
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      if (!seen.add(name)) {
        throw Refuse.malformed(where() + ": duplicate key " + Errors.shown(name));
      }
      parser.nextToken();
      readKey(name, parser);
    }
    if (!seen.contains("record")) {
      throw Refuse.malformed(where() + ".record is missing");
    }
    return new PushedRecord(plan, index, values, sequence, origin, delete);
  }

  private void readKey(String name, JsonParser parser) throws IOException, Refuse {
    switch (name) {
      case "record" -> new FieldsReader(plan, index, values, errors).read(parser);
      case "sequence" -> readSequence(parser);
      case "origin" -> readOrigin(parser);
      case "delete" -> delete = RequestReader.flag(parser, where() + ".delete");
      default ->
          throw Refuse.malformed(
              where()
                  + ": unknown key "
                  + Errors.shown(name)
                  + "; "
                  + NearNames.hint(Errors.shown(name), NAMES));
    }
  }

  private void readSequence(JsonParser parser) throws IOException {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return;
    }
    switch (JsonValues.scalar(parser, ScalarType.INT64)) {
      case Converted(Long number) when number >= 0 -> sequence = OptionalLong.of(number);
      case Converted _ -> add("sequence", OUT_OF_RANGE, "must not be negative");
      case Rejected(RecordErrorType type, String message) -> add("sequence", type, message);
    }
  }

  private void readOrigin(JsonParser parser) throws IOException {
    switch (parser.currentToken()) {
      case VALUE_NULL -> {}
      case VALUE_STRING -> setOrigin(parser.getText());
      default -> {
        parser.skipChildren();
        add("origin", TYPE_MISMATCH, "expected a string");
      }
    }
  }

  private void setOrigin(String text) {
    if (text.length() > RecordLimits.MAX_ORIGIN) {
      add("origin", TOO_LARGE, "longer than " + RecordLimits.MAX_ORIGIN + " characters");
    } else if (Conversions.fromText(ScalarType.STRING, text)
        instanceof Rejected(RecordErrorType type, String message)) {
      add("origin", type, message);
    } else if (!text.isEmpty()) {
      origin = Optional.of(text);
    }
  }

  private void add(String field, RecordErrorType type, String message) {
    errors.add(plan.name(), index, field, type, message);
  }

  private String where() {
    return "records." + plan.name() + "[" + index + "]";
  }
}
