package io.freshet.bridge.decode.protobuf;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.squareup.wire.schema.ErrorCollector;
import com.squareup.wire.schema.Linker;
import com.squareup.wire.schema.Location;
import com.squareup.wire.schema.ProtoFile;
import com.squareup.wire.schema.Schema;
import com.squareup.wire.schema.internal.SchemaEncoder;
import com.squareup.wire.schema.internal.parser.ProtoParser;
import io.freshet.bridge.registry.RegisteredSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** From the text of .proto files to descriptors, without protoc: Wire parses and links. */
final class ProtobufSchemas {
  private static final String MAIN = "freshet/registered.proto";

  private ProtobufSchemas() {}

  /** A schema that makes no sense, and why. */
  static final class Unusable extends Exception {
    private static final long serialVersionUID = 1L;

    Unusable(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /**
   * The descriptor of the schema's own file.
   *
   * @throws Unusable where the text is not Protobuf, or refers to what is not there
   */
  static FileDescriptor compile(RegisteredSchema registered) throws Unusable {
    try {
      Map<String, ProtoFile> files = new HashMap<>();
      for (RegisteredSchema.Import needed : registered.imports()) {
        files.put(needed.name(), parse(needed.name(), needed.text()));
      }
      ProtoFile main = parse(MAIN, registered.text());
      var errors = new ErrorCollector();
      Schema schema = new Linker(new ImportLoader(files), errors, true, true).link(List.of(main));
      errors.throwIfNonEmpty();
      return new Descriptors(schema).descriptor(MAIN);
    } catch (RuntimeException | DescriptorValidationException | InvalidProtocolBufferException e) {
      // Wire answers malformed text with several kinds of unchecked exception.
      throw new Unusable(String.valueOf(e.getMessage()), e);
    }
  }

  private static ProtoFile parse(String name, String text) {
    return ProtoFile.Companion.get(ProtoParser.Companion.parse(Location.get(name), text));
  }

  /** Files of a linked schema, each built behind those that it imports. */
  private static final class Descriptors {
    private final Schema schema;
    private final SchemaEncoder encoder;
    private final Map<String, FileDescriptor> built = new HashMap<>();

    Descriptors(Schema schema) {
      this.schema = schema;
      this.encoder = new SchemaEncoder(schema);
    }

    FileDescriptor descriptor(String path)
        throws DescriptorValidationException, InvalidProtocolBufferException {
      FileDescriptor known = built.get(path);
      if (known != null) {
        return known;
      }
      ProtoFile file = schema.protoFile(path);
      if (file == null) {
        throw new IllegalArgumentException("it imports " + path + ", which is not there");
      }
      var encoded = FileDescriptorProto.parseFrom(encoder.encode(file).toByteArray());
      List<FileDescriptor> imports = new ArrayList<>();
      for (String needed : encoded.getDependencyList()) {
        imports.add(descriptor(needed));
      }
      FileDescriptor descriptor =
          FileDescriptor.buildFrom(encoded, imports.toArray(FileDescriptor[]::new));
      built.put(path, descriptor);
      return descriptor;
    }
  }
}
