package io.freshet.bridge.decode.protobuf;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Which message of a .proto file a value is (Confluent documentation, "Formats, Serializers, and
 * Deserializers": wire format): the index of a message in its file, of one nested in that, and so
 * on. As zigzag varints behind their count; a count of 0 stands for the first message of the file.
 */
record MessageIndexes(List<Integer> indexes) {
  private static final MessageIndexes FIRST = new MessageIndexes(List.of(0));
  private static final int MAX_DEPTH = 100;

  MessageIndexes {
    indexes = List.copyOf(indexes);
  }

  /** Takes them off a buffer; empty where there are none. */
  static Optional<MessageIndexes> take(ByteBuffer buffer) {
    OptionalInt count = varint(buffer);
    if (count.isEmpty() || count.getAsInt() < 0 || count.getAsInt() > MAX_DEPTH) {
      return Optional.empty();
    }
    if (count.getAsInt() == 0) {
      return Optional.of(FIRST);
    }
    List<Integer> indexes = new ArrayList<>(count.getAsInt());
    for (int i = 0; i < count.getAsInt(); i++) {
      OptionalInt index = varint(buffer);
      if (index.isEmpty() || index.getAsInt() < 0) {
        return Optional.empty();
      }
      indexes.add(index.getAsInt());
    }
    return Optional.of(new MessageIndexes(indexes));
  }

  private static OptionalInt varint(ByteBuffer buffer) {
    int value = 0;
    for (int shift = 0; shift < Integer.SIZE && buffer.hasRemaining(); shift += 7) {
      byte next = buffer.get();
      value |= (next & 0x7f) << shift;
      if (next >= 0) {
        return OptionalInt.of((value >>> 1) ^ -(value & 1));
      }
    }
    return OptionalInt.empty();
  }

  @Override
  public String toString() {
    return indexes.toString();
  }
}
