package io.freshet.schema;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.freshet.yaml.DurationText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * A push source as {@code GET /v1/sources/{workspace}/{push_source}} answers it: the YAML file's
 * names, plus {@code id} (stable for workspace and name) and {@code version} (a hash of the rest).
 */
public final class SourceJson {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int ID_BYTES = 8;

  private SourceJson() {}

  public static byte[] write(PushSource source) {
    return document(source, version(source));
  }

  /**
   * Reads what {@link #write} makes. Keys it does not know are skipped, so that a newer server can
   * say more.
   *
   * @throws IOException when the bytes are something else: the message says what
   */
  public static PushSource read(byte[] json) throws IOException {
    return new SourceJsonReader(json).source();
  }

  /** 16 hex digits that name a push source or a feature view for ever. */
  public static String id(String workspace, String name) {
    return hash((workspace + "/" + name).getBytes(StandardCharsets.UTF_8));
  }

  /** 16 hex digits that change when anything in the schema changes. */
  public static String version(PushSource source) {
    return hash(document(source, ""));
  }

  private static byte[] document(PushSource source, String version) {
    var bytes = new ByteArrayOutputStream(1024);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("workspace", source.workspace());
      json.writeStringField("push_source", source.name());
      json.writeStringField("id", id(source.workspace(), source.name()));
      json.writeStringField("version", version);
      json.writeStringField("description", source.description());
      writeTimestamp(json, source.timestamp());
      json.writeStringField(
          "unknown_fields", source.unknownFields().name().toLowerCase(Locale.ROOT));
      json.writeArrayFieldStart("fields");
      for (Field field : source.fields()) {
        writeField(json, field);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("feature_views");
      for (FeatureView view : source.featureViews()) {
        writeView(json, view);
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return bytes.toByteArray();
  }

  private static void writeTimestamp(JsonGenerator json, TimestampRule rule) throws IOException {
    json.writeObjectFieldStart("timestamp");
    json.writeStringField("field", rule.field());
    json.writeStringField("max_future", DurationText.format(rule.maxFuture()));
    json.writeStringField("max_age", DurationText.format(rule.maxAge()));
    json.writeEndObject();
  }

  private static void writeField(JsonGenerator json, Field field) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", field.name());
    json.writeStringField("type", field.type().text());
    json.writeBooleanField("required", field.required());
    json.writeEndObject();
  }

  private static void writeView(JsonGenerator json, FeatureView view) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", view.name());
    writeNames(json, "entity", view.entity());
    writeNames(json, "features", view.features());
    if (view.ttl().isPresent()) {
      json.writeStringField("ttl", DurationText.format(view.ttl().get()));
    }
    switch (view.history()) {
      case History.Forever _ -> {}
      case History.None _ -> json.writeBooleanField("history", false);
      case History.For kept -> {
        json.writeObjectFieldStart("history");
        json.writeStringField("retention", DurationText.format(kept.retention()));
        json.writeEndObject();
      }
    }
    json.writeEndObject();
  }

  private static void writeNames(JsonGenerator json, String key, List<String> names)
      throws IOException {
    json.writeArrayFieldStart(key);
    for (String name : names) {
      json.writeString(name);
    }
    json.writeEndArray();
  }

  private static String hash(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      return HexFormat.of().formatHex(digest, 0, ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
