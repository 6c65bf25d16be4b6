package io.freshet.bridge.decode.avro;

import io.freshet.bridge.decode.Projection.Node;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.jspecify.annotations.Nullable;

/**
 * The reader's schema: of the writer's, only the fields that paths name, by their names or by their
 * aliases. Avro's resolution skips the rest.
 */
final class AvroProjection {
  private final IdentityHashMap<Field, Node> nodes = new IdentityHashMap<>();
  private final Schema reader;

  AvroProjection(Schema writer, Node root) {
    this.reader = project(writer, root);
  }

  Schema reader() {
    return reader;
  }

  /** Where a field of the reader's schema leads; null below what is read whole. */
  @Nullable Node node(Field field) {
    return nodes.get(field);
  }

  private Schema project(Schema writer, Node node) {
    if (node.slot() >= 0) {
      return writer;
    }
    return switch (writer.getType()) {
      case RECORD -> record(writer, node);
      case UNION ->
          Schema.createUnion(
              writer.getTypes().stream().map(branch -> project(branch, node)).toList());
      default -> writer;
    };
  }

  private Schema record(Schema writer, Node node) {
    List<Field> fields = new ArrayList<>();
    for (Field field : writer.getFields()) {
      Node child = child(writer, field, node);
      if (child != null) {
        var projected = new Field(field.name(), project(field.schema(), child));
        nodes.put(projected, child);
        fields.add(projected);
      }
    }
    return Schema.createRecord(
        writer.getName(), null, writer.getNamespace(), writer.isError(), fields);
  }

  private static @Nullable Node child(Schema writer, Field field, Node node) {
    Node named = node.child(field.name());
    if (named != null) {
      return named;
    }
    for (String alias : field.aliases()) {
      Node child = node.child(alias);
      if (child != null && writer.getField(alias) == null) {
        return child;
      }
    }
    return null;
  }
}
