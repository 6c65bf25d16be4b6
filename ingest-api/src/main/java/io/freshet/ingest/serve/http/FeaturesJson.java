package io.freshet.ingest.serve.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.freshet.ingest.plan.Values;
import io.freshet.ingest.read.ReadAnswer.Read;
import io.freshet.ingest.read.ReadAnswer.Result;
import io.freshet.ingest.read.StoredRow;
import io.freshet.value.Timestamps;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The 200 of a read. */
final class FeaturesJson {
  private FeaturesJson() {}

  static byte[] of(Read read, String requestId) {
    return Body.object(json -> {
      json.writeStringField("workspaceName", read.request().workspace());
      json.writeStringField("requestId", requestId);
      json.writeStringField("featureViewName", read.request().view().name());
      json.writeArrayFieldStart("results");
      for (Result result : read.results()) {
        write(json, read, result);
      }
      json.writeEndArray();
    });
  }

  private static void write(JsonGenerator json, Read read, Result result) throws IOException {
    json.writeStartObject();
    json.writeObjectFieldStart("joinKeys");
    writeFields(json, result.key(), read.request().view().entity().boxed().toList());
    json.writeEndObject();
    json.writeStringField("status", result.status().name());
    if (result.row().isPresent()) {
      write(json, result.row().get(), read.request().features());
    }
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, StoredRow row, List<Integer> features)
      throws IOException {
    json.writeObjectFieldStart("features");
    writeFields(json, row.features(), features);
    json.writeEndObject();
    json.writeStringField("eventTime", moment(row.version().eventTime()));
    json.writeStringField("ingestionTime", moment(row.version().ingestionTime()));
    if (row.version().sequence().isPresent()) {
      json.writeStringField("sequence", Long.toString(row.version().sequence().getAsLong()));
    }
    if (row.origin().isPresent()) {
      json.writeStringField("origin", row.origin().get());
    }
  }

  private static void writeFields(JsonGenerator json, Values values, List<Integer> positions)
      throws IOException {
    for (int position : positions) {
      if (values.has(position)) {
        json.writeFieldName(values.fields().at(position).name());
        writeValue(json, values.at(position));
      }
    }
  }

  private static void writeValue(JsonGenerator json, Object value) throws IOException {
    switch (value) {
      case String text -> json.writeString(text);
      case Boolean flag -> json.writeBoolean(flag);
      case Integer number -> json.writeNumber(number);
      case Long number -> json.writeString(number.toString());
      case Float number -> json.writeNumber(number);
      case Double number -> json.writeNumber(number);
      case Instant instant -> json.writeString(Timestamps.format(instant));
      case ByteBuffer bytes -> {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        json.writeBinary(copy);
      }
      case List<?> list -> {
        json.writeStartArray();
        for (Object element : list) {
          writeValue(json, element);
        }
        json.writeEndArray();
      }
      case Map<?, ?> map -> {
        json.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          json.writeFieldName((String) entry.getKey());
          writeValue(json, entry.getValue());
        }
        json.writeEndObject();
      }
      default -> throw new IllegalArgumentException("no field has a " + value.getClass());
    }
  }

  private static String moment(long micros) {
    return Timestamps.format(Timestamps.ofMicros(micros));
  }
}
