package io.freshet.bridge.config;

import java.nio.file.Path;
import java.util.Map;

/** What a topic's messages are written in. */
public sealed interface FormatConfig {

  /** JSON objects, without a schema. */
  record Json() implements FormatConfig {}

  /** The Confluent wire format: each message names its schema in the schema registry. */
  record Registered(Kind kind) implements FormatConfig {}

  /** Avro binary, all of it written with the one schema in this file. */
  record AvroFile(Path schema) implements FormatConfig {}

  /**
   * Whatever a Kafka {@code Deserializer} on the class path makes of it.
   *
   * @param properties what it is configured with
   */
  record Named(String className, Map<String, String> properties) implements FormatConfig {
    public Named {
      properties = Map.copyOf(properties);
    }

    /** Without the properties: some are secrets. */
    @Override
    public String toString() {
      return "Named[" + className + "]";
    }
  }

  /** What the registry holds schemas of. */
  enum Kind {
    AVRO,
    PROTOBUF,
    JSON_SCHEMA
  }
}
