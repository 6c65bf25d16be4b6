package io.freshet.ingest.serve;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.freshet.ingest.v1.IngestRecord;
import io.freshet.ingest.v1.IngestRequest;
import io.freshet.ingest.v1.ListValue;
import io.freshet.ingest.v1.MapValue;
import io.freshet.ingest.v1.RecordList;
import io.freshet.ingest.v1.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A push in neither wire's words: it can be said in both. */
record Push(String workspace, boolean dryRun, Map<String, List<Rec>> records) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** One record: its fields (a null is an explicit one), and what is said about it. */
  record Rec(Map<String, @Nullable Object> fields, Map<String, Object> about) {

    static Rec of(@Nullable Object... namesAndValues) {
      Map<String, @Nullable Object> fields = new LinkedHashMap<>();
      for (int i = 0; i < namesAndValues.length; i += 2) {
        fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
      }
      return new Rec(fields, Map.of());
    }

    Rec with(String name, @Nullable Object value) {
      Map<String, @Nullable Object> more = new LinkedHashMap<>(fields);
      more.put(name, value);
      return new Rec(more, about);
    }

    /** {@code sequence}, {@code origin} or {@code delete}. */
    Rec about(String name, Object value) {
      Map<String, Object> more = new LinkedHashMap<>(about);
      more.put(name, value);
      return new Rec(fields, more);
    }
  }

  static Push of(Rec... payments) {
    return new Push("prod", false, Map.of("payments", List.of(payments)));
  }

  Push dry() {
    return new Push(workspace, true, records);
  }

  Push in(String otherWorkspace) {
    return new Push(otherWorkspace, dryRun, records);
  }

  /** Records for one more source, behind those there are. */
  Push and(String source, Rec... more) {
    Map<String, List<Rec>> all = new LinkedHashMap<>(records);
    all.put(source, List.of(more));
    return new Push(workspace, dryRun, all);
  }

  /** The same records, for another source. */
  Push to(String source) {
    return new Push(workspace, dryRun, Map.of(source, records.values().iterator().next()));
  }

  String json() {
    Map<String, Object> body = new LinkedHashMap<>();
    if (!workspace.isEmpty()) {
      body.put("workspace_name", workspace);
    }
    if (dryRun) {
      body.put("dry_run", true);
    }
    Map<String, Object> sources = new LinkedHashMap<>();
    records.forEach((source, list) -> sources.put(source, list.stream().map(Push::json).toList()));
    body.put("records", sources);
    try {
      return JSON.writeValueAsString(body);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static Map<String, Object> json(Rec rec) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    rec.fields().forEach((name, value) -> fields.put(name, json(value)));
    Map<String, Object> record = new LinkedHashMap<>();
    record.put("record", fields);
    record.putAll(rec.about());
    return record;
  }

  private static @Nullable Object json(@Nullable Object value) {
    return switch (value) {
      case Instant instant -> instant.toString();
      case byte[] bytes -> Base64.getEncoder().encodeToString(bytes);
      case List<?> list -> list.stream().map(Push::json).toList();
      case null -> null;
      default -> value;
    };
  }

  IngestRequest message() {
    IngestRequest.Builder message =
        IngestRequest.newBuilder().setWorkspaceName(workspace).setDryRun(dryRun);
    records.forEach((source, list) -> {
      RecordList.Builder built = RecordList.newBuilder();
      list.forEach(rec -> built.addRecords(message(rec)));
      message.putRecords(source, built.build());
    });
    return message.build();
  }

  private static IngestRecord message(Rec rec) {
    IngestRecord.Builder message = IngestRecord.newBuilder();
    rec.fields().forEach((name, value) -> message.putRecord(name, value(value)));
    rec.about()
        .forEach((name, value) -> {
          switch (name) {
            case "sequence" -> message.setSequence((Long) value);
            case "origin" -> message.setOrigin((String) value);
            default -> message.setDelete((Boolean) value);
          }
        });
    return message.build();
  }

  static Value value(@Nullable Object value) {
    Value.Builder built = Value.newBuilder();
    switch (value) {
      case null -> {}
      case Boolean flag -> built.setBoolValue(flag);
      case Long number -> built.setInt64Value(number);
      case Double number -> built.setDoubleValue(number);
      case String text -> built.setStringValue(text);
      case byte[] bytes -> built.setBytesValue(ByteString.copyFrom(bytes));
      case Instant instant ->
          built.setTimestampValue(
              Timestamp.newBuilder()
                  .setSeconds(instant.getEpochSecond())
                  .setNanos(instant.getNano()));
      case List<?> list -> {
        List<Value> elements = new ArrayList<>();
        list.forEach(element -> elements.add(value(element)));
        built.setListValue(ListValue.newBuilder().addAllValues(elements));
      }
      case Map<?, ?> map -> {
        MapValue.Builder entries = MapValue.newBuilder();
        map.forEach((key, entry) -> entries.putValues((String) key, value(entry)));
        built.setMapValue(entries);
      }
      default -> throw new AssertionError("no wire has a " + value.getClass());
    }
    return built.build();
  }
}
