package io.freshet.bridge.decode.protobuf;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import io.freshet.bridge.decode.protobuf.ProtobufSchemas.Unusable;
import io.freshet.bridge.registry.RegisteredSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The messages of a .proto file, by name and by the indexes that the wire format has for them. */
public final class ProtobufFile {
  private final FileDescriptor file;

  ProtobufFile(FileDescriptor file) {
    this.file = file;
  }

  /**
   * Compiles it.
   *
   * @throws IllegalArgumentException where it is of no use
   */
  public static ProtobufFile of(RegisteredSchema schema) {
    try {
      return new ProtobufFile(ProtobufSchemas.compile(schema));
    } catch (Unusable e) {
      throw new IllegalArgumentException(
          "is not a Protobuf schema that can be used: " + e.getMessage(), e);
    }
  }

  /** The names of the file's own messages, without the package; {@code Outer.Inner} if nested. */
  public List<String> messages() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < file.getMessageTypes().size(); i++) {
      names(file.getMessageTypes().get(i), names);
    }
    return names;
  }

  /** Where a message is, by its name with or without the package; the first for no name. */
  public Optional<List<Integer>> indexes(String name) {
    return name.isEmpty()
        ? Optional.of(List.of(0)).filter(_ -> !file.getMessageTypes().isEmpty())
        : indexes(file.getMessageTypes(), name);
  }

  /** The message at such indexes. */
  public Optional<Descriptor> message(List<Integer> indexes) {
    List<Descriptor> candidates = file.getMessageTypes();
    Optional<Descriptor> found = Optional.empty();
    for (int index : indexes) {
      if (index >= candidates.size()) {
        return Optional.empty();
      }
      found = Optional.of(candidates.get(index));
      candidates = nested(candidates.get(index));
    }
    return found;
  }

  List<Descriptor> topLevel() {
    return file.getMessageTypes();
  }

  /** Without the entries of maps, which are in nobody's source and not counted. */
  static List<Descriptor> nested(Descriptor message) {
    return message.getNestedTypes().stream()
        .filter(inner -> !inner.getOptions().getMapEntry())
        .toList();
  }

  private Optional<List<Integer>> indexes(List<Descriptor> candidates, String name) {
    for (int i = 0; i < candidates.size(); i++) {
      Descriptor candidate = candidates.get(i);
      if (candidate.getFullName().equals(name) || local(candidate).equals(name)) {
        return Optional.of(List.of(i));
      }
      Optional<List<Integer>> inner = indexes(nested(candidate), name);
      if (inner.isPresent()) {
        List<Integer> all = new ArrayList<>(List.of(i));
        all.addAll(inner.get());
        return Optional.of(all);
      }
    }
    return Optional.empty();
  }

  private void names(Descriptor message, List<String> names) {
    names.add(local(message));
    nested(message).forEach(inner -> names(inner, names));
  }

  private String local(Descriptor message) {
    return file.getPackage().isEmpty()
        ? message.getFullName()
        : message.getFullName().substring(file.getPackage().length() + 1);
  }
}
