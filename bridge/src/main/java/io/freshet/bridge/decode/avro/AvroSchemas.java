package io.freshet.bridge.decode.avro;

import org.apache.avro.NameValidator;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;

/** Schemas as producers have registered them: some break the rules on names and defaults. */
final class AvroSchemas {
  static {
    // Elements that take no bytes are the only ones whose number the value's length does not bound.
    String limit = "org.apache.avro.limits.collectionItems.maxAllocation";
    if (System.getProperty(limit) == null) {
      System.setProperty(limit, "100000");
    }
  }

  private AvroSchemas() {}

  static Schema.Parser parser() {
    return new Schema.Parser(NameValidator.NO_VALIDATION).setValidateDefaults(false);
  }

  /** The same, if its values have fields. */
  static Schema record(Schema schema) {
    boolean hasFields =
        schema.isUnion()
            ? schema.getTypes().stream().anyMatch(branch -> branch.getType() == Schema.Type.RECORD)
            : schema.getType() == Schema.Type.RECORD;
    if (!hasFields) {
      throw new SchemaParseException("it is a " + schema.getType().getName() + ", not a record");
    }
    return schema;
  }
}
