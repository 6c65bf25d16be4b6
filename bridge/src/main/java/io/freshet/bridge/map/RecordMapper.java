package io.freshet.bridge.map;

import io.freshet.api.RecordErrorType;
import io.freshet.bridge.event.Rejection;
import io.freshet.bridge.map.Condition.Verdict.No;
import io.freshet.bridge.map.Condition.Verdict.Unclear;
import io.freshet.bridge.map.Condition.Verdict.Yes;
import io.freshet.bridge.map.Reading.Absent;
import io.freshet.bridge.map.Reading.Present;
import io.freshet.bridge.map.Reading.Unusable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A compiled route: from an event to one element of a request's array of records. A delete carries
 * entity and timestamp alone; {@code when} does not withhold one that the format or a tombstone
 * says, because a row that should be gone is worse than one that is deleted twice.
 */
final class RecordMapper {
  private static final Mapped PASSED_BY = new PassedBy();
  private static final byte[] OPEN = ascii("{\"record\":{");
  private static final byte[] CLOSE = ascii("}");
  private static final byte[] CLOSE_DELETE = ascii("},\"delete\":true");
  private static final byte[] SEQUENCE = ascii(",\"sequence\":");
  private static final byte[] ORIGIN = ascii(",\"origin\":");

  private final RouteParts parts;

  RecordMapper(RouteParts parts) {
    this.parts = parts;
  }

  String pushSource() {
    return parts.pushSource();
  }

  /** Whether a field of the push source gets its value here. */
  boolean maps(String field) {
    return parts.fields().stream().anyMatch(mapped -> mapped.field().name().equals(field));
  }

  /** What a route makes of a message. */
  sealed interface Mapped {}

  /** The bytes of one element of {@code records.<push source>}. */
  @SuppressWarnings("ArrayRecordComponent")
  record Encoded(byte[] json) implements Mapped {}

  /** Nothing: its {@code when} does not hold. */
  record PassedBy() implements Mapped {}

  /** Why there are none. */
  record Refused(Rejection rejection) implements Mapped {}

  /** Maps an event. */
  Mapped map(Incoming message, JsonBuffer json) {
    return switch (parts.when().of(message)) {
      case No _ -> PASSED_BY;
      case Unclear(Unusable reason) -> refused("", reason);
      case Yes _ ->
          switch (parts.delete().of(message)) {
            case No _ -> encode(message, parts.fields(), CLOSE, json);
            case Unclear(Unusable reason) -> refused("", reason);
            case Yes _ -> delete(message, json);
          };
    };
  }

  /** Maps an event that says that its entity is gone. */
  Mapped delete(Incoming message, JsonBuffer json) {
    return encode(message, parts.identity(), CLOSE_DELETE, json);
  }

  /** Maps a tombstone: there is a key and no event. */
  Mapped tombstone(Incoming message, JsonBuffer json) {
    return encode(message, parts.keyed(), CLOSE_DELETE, json);
  }

  private Mapped encode(Incoming message, List<MappedField> fields, byte[] close, JsonBuffer json) {
    json.clear();
    json.raw(OPEN);
    Optional<Refused> refused = writeFields(message, fields, json);
    if (refused.isPresent()) {
      return refused.get();
    }
    json.raw(close);
    switch (parts.sequence().of(message)) {
      case Present(Object number) -> JsonValues.write(json.raw(SEQUENCE), number);
      case Absent _ -> {
        // the last write wins
      }
      case Unusable bad -> {
        return refused("", bad);
      }
    }
    json.raw(ORIGIN).raw(message.origin()).raw('}');
    return new Encoded(json.copy());
  }

  private static Optional<Refused> writeFields(
      Incoming message, List<MappedField> fields, JsonBuffer json) {
    boolean first = true;
    for (MappedField field : fields) {
      switch (field.value(message)) {
        case Present(Object value) -> {
          if (!first) {
            json.raw(',');
          }
          first = false;
          JsonValues.write(json.raw(field.nameAndColon()), value);
        }
        case Absent _ when field.field().required() -> {
          return Optional.of(
              refused(
                  field.field().name(),
                  new Unusable(
                      RecordErrorType.MISSING_REQUIRED.name(), "the event has no value for it")));
        }
        case Absent _ -> {
          // left out
        }
        case Unusable bad -> {
          return Optional.of(refused(field.field().name(), bad));
        }
      }
    }
    return Optional.empty();
  }

  private static Refused refused(String field, Unusable why) {
    return new Refused(new Rejection(Rejection.Stage.MAP, why.errorType(), field, why.message()));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
