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
import java.util.function.Function;

/** Protobuf schemas of the registry, each compiled once, however many partitions wait for it. */
public final class ProtobufFormat implements BodyFormat {
  private final Compiler compiler;
  private final Map<SchemaId, Function<Projection, Body>> compiled = new ConcurrentHashMap<>();

  /** From text to descriptors. */
  @FunctionalInterface
  interface Compiler {
    FileDescriptor compile(RegisteredSchema schema) throws Unusable;
  }

  public ProtobufFormat() {
    this(ProtobufSchemas::compile);
  }

  ProtobufFormat(Compiler compiler) {
    this.compiler = compiler;
  }

  @Override
  public Kind kind() {
    return Kind.PROTOBUF;
  }

  @Override
  public Body body(SchemaId id, RegisteredSchema schema, Projection projection) {
    return compiled.computeIfAbsent(id, _ -> compile("schema " + id, schema)).apply(projection);
  }

  private Function<Projection, Body> compile(String name, RegisteredSchema schema) {
    try {
      var file = new ProtobufFile(compiler.compile(schema));
      return projection -> new ProtobufBody(name, file, projection);
    } catch (Unusable e) {
      String why = name + " is not a Protobuf schema that can be used: " + e.getMessage();
      return _ -> Body.refusing(why);
    }
  }
}
