package io.freshet.bridge.map;

import java.util.List;

/**
 * What a compiled route is made of.
 *
 * @param when which events take it
 * @param delete which of those are deletes
 * @param fields of an event
 * @param identity of a delete: entity and timestamp
 * @param keyed of a tombstone: the same, with nothing from the event; empty where tombstones do not
 *     delete
 */
record RouteParts(
    String pushSource,
    Condition when,
    Condition delete,
    SequenceNumber sequence,
    List<MappedField> fields,
    List<MappedField> identity,
    List<MappedField> keyed) {

  RouteParts {
    fields = List.copyOf(fields);
    identity = List.copyOf(identity);
    keyed = List.copyOf(keyed);
  }
}
