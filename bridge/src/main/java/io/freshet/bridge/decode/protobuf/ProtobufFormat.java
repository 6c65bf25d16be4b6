package io.freshet.bridge.decode.protobuf;

import com.google.protobuf.Descriptors.FileDescriptor;
import io.freshet.bridge.config.FormatConfig.Kind;
import io.freshet.bridge.decode.Projection;
import io.freshet.bridge.decode.protobuf.ProtobufSchemas.Unusable;
import io.freshet.bridge.decode.wire.Body;
import io.freshet.bridge.decode.wire.BodyFormat;
import io.freshet.bridge.registry.RegisteredSchema;
import io.freshet.bridge.registry.SchemaId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Protobuf schemas of the registry, each compiled once. */
public final class ProtobufFormat implements BodyFormat {
  private final Map<SchemaId, FileDescriptor> compiled = new ConcurrentHashMap<>();

  @Override
  public Kind kind() {
    return Kind.PROTOBUF;
  }

  @Override
  public Body body(SchemaId id, RegisteredSchema schema, Projection projection) {
    String name = "schema " + id;
    try {
      FileDescriptor file = compiled.get(id);
      if (file == null) {
        file = ProtobufSchemas.compile(schema);
        compiled.put(id, file);
      }
      return new ProtobufBody(name, file, projection);
    } catch (Unusable e) {
      return Body.refusing(name + " is not a Protobuf schema that can be used: " + e.getMessage());
    }
  }
}
