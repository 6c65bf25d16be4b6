package io.freshet.bridge.decode.wire;

import io.freshet.bridge.config.FormatConfig.Kind;
import io.freshet.bridge.decode.JsonDecoder;
import io.freshet.bridge.decode.Projection;
import io.freshet.bridge.registry.RegisteredSchema;
import io.freshet.bridge.registry.SchemaId;

/**
 * JSON behind the id of a JSON Schema. The serializer has checked the one against the other, and
 * what is pushed is checked against the push source's schema: it is not checked a third time.
 */
public final class JsonSchemaFormat implements BodyFormat {

  @Override
  public Kind kind() {
    return Kind.JSON_SCHEMA;
  }

  @Override
  public Body body(SchemaId id, RegisteredSchema schema, Projection projection) {
    var json = new JsonDecoder(projection);
    return (_, body, slots) ->
        json.read(body.array(), body.arrayOffset() + body.position(), body.remaining(), slots);
  }
}
