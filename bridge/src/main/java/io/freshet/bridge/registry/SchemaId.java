package io.freshet.bridge.registry;

import java.util.UUID;

/** How a message names its schema. */
public sealed interface SchemaId {

  /** The registry's number; those of one registry never change their meaning. */
  record Numbered(int value) implements SchemaId {
    @Override
    public String toString() {
      return Integer.toString(value);
    }
  }

  /** A name that is the same in every registry; newer serializers send it in a header. */
  record Guid(UUID value) implements SchemaId {
    @Override
    public String toString() {
      return value.toString();
    }
  }
}
