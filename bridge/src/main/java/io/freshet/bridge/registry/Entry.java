package io.freshet.bridge.registry;

import java.util.List;

/**
 * A schema as the registry's REST API gives it.
 *
 * @param type {@code AVRO}, {@code PROTOBUF} or {@code JSON}
 */
record Entry(String type, String text, List<Reference> references) {

  Entry {
    references = List.copyOf(references);
  }

  /** Where a schema that it refers to is found. */
  record Reference(String name, String subject, int version) {}
}
