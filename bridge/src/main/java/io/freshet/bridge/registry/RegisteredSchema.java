package io.freshet.bridge.registry;

import io.freshet.bridge.config.FormatConfig.Kind;
import java.util.List;

/**
 * A schema as its author wrote it.
 *
 * @param imports what it refers to, directly and indirectly, each behind those it refers to itself
 */
public record RegisteredSchema(Kind kind, String text, List<Import> imports) {

  public RegisteredSchema {
    imports = List.copyOf(imports);
  }

  /**
   * Another schema that a schema refers to.
   *
   * @param name what the reference says: a type in Avro, a file in Protobuf, a URL in JSON Schema
   */
  public record Import(String name, String text) {}
}
