package io.freshet.bridge.decode.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import io.freshet.bridge.event.Shape;
import io.freshet.bridge.event.Shape.Scalar;
import io.freshet.bridge.registry.RegisteredSchema;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@link ProtobufValues} makes of a schema's messages, as far as the schema says. */
public final class ProtobufShapes {
  /** Messages by name. One that holds itself is unknown within itself. */
  private final Map<String, Shape> messages = new HashMap<>();

  private ProtobufShapes() {}

  /**
   * The shapes of a schema's messages, nested ones left out, in their order: each event says which
   * of them it is.
   *
   * @throws IllegalArgumentException where it is of no use
   */
  public static List<Shape> of(RegisteredSchema schema) {
    var shapes = new ProtobufShapes();
    List<Descriptor> messages = ProtobufFile.of(schema).topLevel();
    if (messages.isEmpty()) {
      throw new IllegalArgumentException("has no message");
    }
    return messages.stream().map(shapes::structure).toList();
  }

  private Shape structure(Descriptor message) {
    Shape known = messages.get(message.getFullName());
    if (known != null) {
      return known;
    }
    messages.put(message.getFullName(), Scalar.UNKNOWN);
    Map<String, Shape> members = new LinkedHashMap<>();
    Map<String, String> jsonNames = new HashMap<>();
    for (FieldDescriptor field : message.getFields()) {
      members.put(field.getName(), field(field));
      if (message.findFieldByName(field.getJsonName()) == null) {
        jsonNames.put(field.getJsonName(), field.getName());
      }
    }
    var structure = new Shape.Structure(members, jsonNames);
    messages.put(message.getFullName(), structure);
    return structure;
  }

  private Shape field(FieldDescriptor field) {
    if (field.isMapField()) {
      return new Shape.Members(value(field.getMessageType().findFieldByNumber(2)));
    }
    return field.isRepeated() ? new Shape.Array(value(field)) : value(field);
  }

  private Shape value(FieldDescriptor field) {
    return switch (field.getJavaType()) {
      case INT, LONG -> Scalar.WHOLE;
      case FLOAT, DOUBLE -> Scalar.NUMBER;
      case BOOLEAN -> Scalar.BOOL;
      case STRING, ENUM -> Scalar.TEXT;
      case BYTE_STRING -> Scalar.BYTES;
      case MESSAGE -> message(field.getMessageType());
    };
  }

  private Shape message(Descriptor type) {
    return switch (type.getFullName()) {
      case "google.protobuf.Timestamp" -> Scalar.TIME;
      case "google.protobuf.Duration", "confluent.type.Decimal" -> Scalar.NUMBER;
      case "google.protobuf.Struct" -> new Shape.Members(Scalar.UNKNOWN);
      case "google.protobuf.DoubleValue",
          "google.protobuf.FloatValue",
          "google.protobuf.Int64Value",
          "google.protobuf.UInt64Value",
          "google.protobuf.Int32Value",
          "google.protobuf.UInt32Value",
          "google.protobuf.BoolValue",
          "google.protobuf.StringValue",
          "google.protobuf.BytesValue",
          "google.protobuf.ListValue",
          "google.protobuf.Value" ->
          Scalar.UNKNOWN; // a value, and a message with a value in it
      default -> structure(type);
    };
  }
}
