package io.freshet.bridge.command;

import io.freshet.bridge.command.Payload.SchemaFile;
import io.freshet.yaml.Section;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The keys of a mapping test that say what its message's key and value are. */
final class PayloadSection {
  private final Section section;
  private final Path file;

  PayloadSection(Section section, Path file) {
    this.section = section;
    this.file = file;
  }

  Payload value() {
    Optional<SchemaFile> schema = schema("schema_file");
    List<Payload> given = given("event", schema);
    section
        .text("event_file")
        .flatMap(this::read)
        .ifPresent(text -> given.add(new Payload.Text(text, schema)));
    if (section.bool("tombstone").orElse(false)) {
      given.add(new Payload.Absent());
    }
    if (given.size() != 1 && !section.has("event_file")) {
      section.problem(
          "event",
          "is needed, once",
          "one of event, event_file, event_base64, event_hex, tombstone: true");
    }
    return given.isEmpty() ? new Payload.Absent() : given.getFirst();
  }

  Payload key() {
    List<Payload> given = given("key", schema("key_schema_file"));
    if (given.size() > 1) {
      section.problem("key", "is given twice", "one of key, key_base64, key_hex");
    }
    return given.isEmpty() ? new Payload.Absent() : given.getFirst();
  }

  private List<Payload> given(String key, Optional<SchemaFile> schema) {
    List<Payload> given = new ArrayList<>();
    // Text as it is; anything else as JSON.
    Optional<String> text =
        section.isSection(key) || section.isList(key) ? section.json(key) : section.scalar(key);
    text.ifPresent(
        json -> given.add(new Payload.Text(json.getBytes(StandardCharsets.UTF_8), schema)));
    raw(key + "_base64", Base64.getMimeDecoder()::decode, "base64", schema).ifPresent(given::add);
    raw(
            key + "_hex",
            hex -> HexFormat.of().parseHex(hex.replaceAll("\\s", "")),
            "pairs of hexadecimal digits",
            schema)
        .ifPresent(given::add);
    return given;
  }

  private Optional<Payload> raw(
      String key, Function<String, byte[]> decode, String what, Optional<SchemaFile> schema) {
    return section
        .scalar(key)
        .map(text -> {
          try {
            return new Payload.Raw(decode.apply(text), schema);
          } catch (IllegalArgumentException _) {
            section.problem(key, "is not " + what);
            return new Payload.Absent();
          }
        });
  }

  private Optional<SchemaFile> schema(String key) {
    String message = key.equals("schema_file") ? section.text("message").orElse("") : "";
    Optional<Path> schema = section.text(key).map(file::resolveSibling);
    if (schema.isPresent() && !Files.isReadable(schema.get())) {
      section.problem(key, schema.get() + " cannot be read", "it is relative to this file");
    }
    return schema.map(path -> new SchemaFile(path, message));
  }

  private Optional<byte[]> read(String name) {
    Path path = file.resolveSibling(name);
    try {
      return Optional.of(Files.readAllBytes(path));
    } catch (IOException _) {
      section.problem("event_file", path + " cannot be read", "it is relative to this file");
      return Optional.empty();
    }
  }
}
