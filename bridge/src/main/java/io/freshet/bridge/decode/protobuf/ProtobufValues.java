package io.freshet.bridge.decode.protobuf;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.freshet.bridge.decode.Numeral;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Protobuf's values as a decoder's. A field that can be absent (a message, {@code optional}, a
 * member of a oneof, proto2) and is, is null, or the default that the .proto declares for it. A
 * proto3 field without {@code optional} cannot be: the serializer leaves out its zero, false or "",
 * so that is its value.
 */
public final class ProtobufValues {
  private ProtobufValues() {}

  /** A message with all its fields, by the .proto's names. */
  public static Map<String, @Nullable Object> members(Message message) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      members.put(field.getName(), field(message, field));
    }
    return members;
  }

  /** One field's value; null where it is absent. */
  static @Nullable Object field(Message message, FieldDescriptor field) {
    if (field.isMapField()) {
      return entries((List<?>) message.getField(field));
    }
    if (field.isRepeated()) {
      return elements(field, (List<?>) message.getField(field));
    }
    return !field.hasPresence() || message.hasField(field)
        ? plain(field, message.getField(field))
        : field.hasDefaultValue() ? plain(field, field.getDefaultValue()) : null;
  }

  private static @Nullable Object plain(FieldDescriptor field, Object value) {
    return switch (value) {
      case Integer number -> unsigned(field) ? Integer.toUnsignedLong(number) : (long) number;
      case Long number when number < 0 && unsigned(field) ->
          new Numeral(Long.toUnsignedString(number));
      case Float number -> number.doubleValue();
      case ByteString bytes -> bytes.toByteArray();
      case EnumValueDescriptor constant -> name(constant);
      case Message inner -> WellKnown.value(inner);
      default -> value;
    };
  }

  /** A number that the .proto has no name for stays a number. */
  private static Object name(EnumValueDescriptor constant) {
    return constant.getIndex() < 0 ? (long) constant.getNumber() : constant.getName();
  }

  private static boolean unsigned(FieldDescriptor field) {
    return switch (field.getType()) {
      case UINT32, UINT64, FIXED32, FIXED64 -> true;
      default -> false;
    };
  }

  private static List<@Nullable Object> elements(FieldDescriptor field, List<?> values) {
    List<@Nullable Object> elements = new ArrayList<>(values.size());
    for (Object value : values) {
      elements.add(plain(field, value));
    }
    return elements;
  }

  private static Map<String, @Nullable Object> entries(List<?> values) {
    Map<String, @Nullable Object> entries = new LinkedHashMap<>();
    for (Object value : values) {
      Message entry = (Message) value;
      FieldDescriptor key = entry.getDescriptorForType().findFieldByNumber(1);
      FieldDescriptor mapped = entry.getDescriptorForType().findFieldByNumber(2);
      Object name = plain(key, entry.getField(key));
      entries.put(
          name instanceof Numeral number ? number.text() : String.valueOf(name),
          plain(mapped, entry.getField(mapped)));
    }
    return entries;
  }
}
