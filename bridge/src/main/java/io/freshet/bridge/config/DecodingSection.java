package io.freshet.bridge.config;

import io.freshet.bridge.config.DecodingConfig.Envelope;
import io.freshet.bridge.config.FormatConfig.AvroFile;
import io.freshet.bridge.config.FormatConfig.Json;
import io.freshet.bridge.config.FormatConfig.Kind;
import io.freshet.bridge.config.FormatConfig.Named;
import io.freshet.bridge.config.FormatConfig.Registered;
import io.freshet.yaml.NearNames;
import io.freshet.yaml.Section;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How a topic of {@code bridge.yaml} is read: {@code format} and what belongs to it. */
final class DecodingSection {
  private static final List<String> FORMATS = List.of("avro", "json", "json_schema", "protobuf");
  private static final Set<String> KEY_FORMATS =
      Set.of("avro", "json", "json_schema", "protobuf", "string");

  private final Section root;
  private final Secrets secrets;

  /**
   * For topics of a file.
   *
   * @param root the file, which says whether there is a schema registry
   */
  DecodingSection(Section root, Secrets secrets) {
    this.root = root;
    this.secrets = secrets;
  }

  DecodingConfig read(Section topic) {
    FormatConfig format = format(topic);
    needsRegistry(format, topic, "format");
    Envelope envelope = topic.bool("debezium").orElse(false) ? Envelope.DEBEZIUM : Envelope.NONE;
    if (envelope == Envelope.DEBEZIUM
        && !topic.text("on_tombstone").orElse("skip").equals("skip")) {
      topic.problem(
          "on_tombstone",
          "must be skip where debezium is true",
          "the delete event in front of the tombstone is what deletes");
    }
    return new DecodingConfig(
        format, envelope, keys(topic, format, envelope), topic.place("format"));
  }

  /**
   * What has been said of keys before there was a word for it: JSON, and Debezium's are as values.
   */
  private Optional<FormatConfig> keys(Section topic, FormatConfig values, Envelope envelope) {
    Optional<String> said = topic.choice("key_format", KEY_FORMATS);
    if (said.isEmpty()) {
      boolean likeValues = envelope == Envelope.DEBEZIUM && !(values instanceof AvroFile);
      return Optional.of(likeValues ? values : new Json());
    }
    Optional<FormatConfig> keys =
        switch (said.get()) {
          case "string" -> Optional.empty();
          case "avro" -> Optional.of(new Registered(Kind.AVRO));
          case "protobuf" -> Optional.of(new Registered(Kind.PROTOBUF));
          case "json_schema" -> Optional.of(new Registered(Kind.JSON_SCHEMA));
          default -> Optional.of(new Json());
        };
    keys.ifPresent(format -> needsRegistry(format, topic, "key_format"));
    return keys;
  }

  private void needsRegistry(FormatConfig format, Section topic, String key) {
    if (format instanceof Registered && !root.has("schema_registry")) {
      topic.problem(key, "needs a schema registry", "add schema_registry: {url: …}");
    }
  }

  private FormatConfig format(Section topic) {
    String format = topic.text("format").orElse("json");
    Optional<Path> schemaFile = topic.text("schema_file").map(Path::of);
    Map<String, String> properties = properties(topic.section("deserializer"));
    if (schemaFile.isPresent() && !format.equals("avro")) {
      topic.problem("schema_file", "is for format: avro");
    }
    if (topic.has("deserializer") && !isClassName(format)) {
      topic.problem("deserializer", "is for a format that is a Deserializer class");
    }
    return switch (format) {
      case "json" -> new Json();
      case "avro" ->
          schemaFile.isPresent() ? new AvroFile(schemaFile.get()) : new Registered(Kind.AVRO);
      case "protobuf" -> new Registered(Kind.PROTOBUF);
      case "json_schema" -> new Registered(Kind.JSON_SCHEMA);
      default -> {
        if (!isClassName(format)) {
          topic.problem(
              "format",
              "expected one of "
                  + String.join(", ", FORMATS)
                  + ", or the class name of a Kafka Deserializer",
              NearNames.hint(format, FORMATS));
        }
        yield new Named(format, properties);
      }
    };
  }

  private Map<String, String> properties(Section section) {
    Map<String, String> properties = new LinkedHashMap<>();
    for (String key : section.keys()) {
      section
          .scalar(key)
          .ifPresent(value -> properties.put(key, secrets.filled(section, key, value)));
    }
    return properties;
  }

  private static boolean isClassName(String format) {
    return format.contains(".");
  }
}
