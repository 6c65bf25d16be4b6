package io.freshet.bridge.format;

import io.freshet.bridge.config.FormatConfig;
import io.freshet.bridge.config.FormatConfig.AvroFile;
import io.freshet.bridge.config.FormatConfig.Json;
import io.freshet.bridge.config.FormatConfig.Kind;
import io.freshet.bridge.config.FormatConfig.Named;
import io.freshet.bridge.config.FormatConfig.Registered;
import io.freshet.bridge.config.TopicConfig;
import io.freshet.bridge.config.TopicName;
import io.freshet.bridge.decode.avro.AvroShapes;
import io.freshet.bridge.decode.protobuf.ProtobufShapes;
import io.freshet.bridge.event.Shape;
import io.freshet.bridge.map.TopicShape;
import io.freshet.bridge.registry.Lookup;
import io.freshet.bridge.registry.RegisteredSchema;
import io.freshet.yaml.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** What schema files, and the latest schemas of a registry's subjects, say of topics' messages. */
public final class TopicShapes {
  private static final Shape UNKNOWN = Shape.Scalar.UNKNOWN;

  private final Function<String, Lookup> latest;
  private final Consumer<String> notes;
  private final Problems problems;

  /**
   * Asks a registry.
   *
   * @param latest the newest schema of a subject
   * @param notes hear what could not be looked at
   * @param problems get what is wrong with a subject
   */
  public TopicShapes(Function<String, Lookup> latest, Consumer<String> notes, Problems problems) {
    this.latest = latest;
    this.notes = notes;
    this.problems = problems;
  }

  /** What files alone say; one that is of no use says nothing. */
  public static TopicShape ofFiles(TopicConfig topic) {
    return new TopicShape(ofFile(topic.decoding().format()), UNKNOWN);
  }

  /** What files and, by {@code TOPIC-value} and {@code TOPIC-key}, the registry's subjects say. */
  public TopicShape of(TopicConfig topic) {
    return new TopicShape(
        of(topic.decoding().format(), topic, "value"),
        topic.decoding().keys().map(format -> of(format, topic, "key")).orElse(UNKNOWN));
  }

  /**
   * What one schema says. Of a .proto with several messages, each event says which it is.
   *
   * @throws IllegalArgumentException where it is of no use
   */
  public static Shape of(RegisteredSchema schema) {
    return switch (schema.kind()) {
      case AVRO -> AvroShapes.of(schema);
      case PROTOBUF -> {
        List<Shape> messages = ProtobufShapes.of(schema);
        yield messages.size() == 1 ? messages.getFirst() : UNKNOWN;
      }
      case JSON_SCHEMA -> UNKNOWN;
    };
  }

  private Shape of(FormatConfig format, TopicConfig topic, String part) {
    return format instanceof Registered(Kind kind)
            && topic.name() instanceof TopicName.Exactly(String name)
        ? ofSubject(name + "-" + part, kind, topic)
        : ofFile(format);
  }

  private Shape ofSubject(String subject, Kind kind, TopicConfig topic) {
    return switch (latest.apply(subject)) {
      case Lookup.Unknown _ -> UNKNOWN;
      case Lookup.NotNow(String reason) -> {
        notes.accept("paths are not checked against the subject " + subject + ": " + reason);
        yield UNKNOWN;
      }
      case Lookup.Found(RegisteredSchema schema) ->
          schema.kind() == kind ? ofFound(subject, schema, topic) : other(subject, schema, topic);
    };
  }

  private Shape ofFound(String subject, RegisteredSchema schema, TopicConfig topic) {
    try {
      return of(schema);
    } catch (IllegalArgumentException e) {
      problems.add(
          topic
              .decoding()
              .place()
              .problem("the subject %s %s".formatted(subject, e.getMessage()), ""));
      return UNKNOWN;
    }
  }

  private Shape other(String subject, RegisteredSchema schema, TopicConfig topic) {
    problems.add(
        topic
            .decoding()
            .place()
            .problem(
                "the subject %s has schemas of the kind %s".formatted(subject, schema.kind()),
                "the format of its messages is theirs"));
    return UNKNOWN;
  }

  private static Shape ofFile(FormatConfig format) {
    return switch (format) {
      case AvroFile(var file) -> {
        try {
          yield of(new RegisteredSchema(Kind.AVRO, Files.readString(file), List.of()));
        } catch (IOException | IllegalArgumentException _) {
          yield UNKNOWN; // said where its decoder is opened
        }
      }
      case Json _, Registered _, Named _ -> UNKNOWN;
    };
  }
}
