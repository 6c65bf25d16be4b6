package io.freshet.bridge.decode.wire;

import io.freshet.bridge.config.FormatConfig.Kind;
import io.freshet.bridge.decode.Projection;
import io.freshet.bridge.registry.RegisteredSchema;
import io.freshet.bridge.registry.SchemaId;

/** One kind of schema. Serves all threads. */
public interface BodyFormat {

  /** The kind that the registry says its schemas are of. */
  Kind kind();

  /** What reads a schema's messages; for a schema that makes no sense, what refuses them. */
  Body body(SchemaId id, RegisteredSchema schema, Projection projection);
}
