package io.freshet.bridge.decode.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;
import io.freshet.bridge.decode.Projection.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which fields of a message lead to which slots. Fields go by the .proto's names, or JSON's. */
final class MessagePlan {
  private final List<Step> steps = new ArrayList<>();

  /**
   * One field.
   *
   * @param inner where paths lead on through a message; empty where none does
   */
  private record Step(FieldDescriptor field, Node node, Optional<MessagePlan> inner) {}

  MessagePlan(Descriptor message, Node node) {
    for (String name : node.names()) {
      FieldDescriptor field = field(message, name);
      Node child = node.child(name);
      if (field != null && child != null) {
        steps.add(new Step(field, child, inner(field, child)));
      }
    }
  }

  /** Fills the slots from a message. */
  void fill(Message message, @Nullable Object[] slots) {
    for (Step step : steps) {
      if (step.inner().isEmpty()) {
        step.node().take(ProtobufValues.field(message, step.field()), slots);
        continue;
      }
      if (step.node().slot() >= 0) {
        slots[step.node().slot()] = ProtobufValues.field(message, step.field());
      }
      if (message.hasField(step.field())) {
        step.inner().get().fill((Message) message.getField(step.field()), slots);
      }
    }
  }

  private static Optional<MessagePlan> inner(FieldDescriptor field, Node node) {
    boolean through =
        field.getJavaType() == JavaType.MESSAGE
            && !field.isRepeated()
            && !node.isLeaf()
            && !field.getMessageType().getFullName().equals("google.protobuf.Struct");
    return through ? Optional.of(new MessagePlan(field.getMessageType(), node)) : Optional.empty();
  }

  private static @Nullable FieldDescriptor field(Descriptor message, String name) {
    FieldDescriptor field = message.findFieldByName(name);
    return field != null
        ? field
        : message.getFields().stream()
            .filter(candidate -> candidate.getJsonName().equals(name))
            .findFirst()
            .orElse(null);
  }
}
