package io.freshet.bridge.map;

import io.freshet.api.RecordErrorType;
import io.freshet.bridge.config.RouteConfig.Sequence;
import io.freshet.bridge.event.Rejection;
import io.freshet.bridge.event.SourceRecord;
import io.freshet.value.Conversion;
import io.freshet.value.Conversion.Converted;
import io.freshet.value.Conversion.Rejected;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A compiled route: from an event's slots to one element of a request's array of records. */
public final class RecordMapper {
  private static final byte[] OPEN = ascii("{\"record\":{");
  private static final byte[] CLOSE = ascii("}");
  private static final byte[] CLOSE_DELETE = ascii("},\"delete\":true");
  private static final byte[] SEQUENCE = ascii(",\"sequence\":");
  private static final byte[] ORIGIN = ascii(",\"origin\":");

  private final String pushSource;
  private final Sequence sequence;
  private final List<MappedField> fields;

  RecordMapper(String pushSource, Sequence sequence, List<MappedField> fields) {
    this.pushSource = pushSource;
    this.sequence = sequence;
    this.fields = List.copyOf(fields);
  }

  public String pushSource() {
    return pushSource;
  }

  /** What has happened to the event's entity. */
  public enum Change {
    UPSERT,
    /** Entity and timestamp suffice for it. */
    DELETE
  }

  /** What a route makes of an event. */
  public sealed interface Mapped {}

  /** The bytes of one element of {@code records.<push source>}. */
  @SuppressWarnings("ArrayRecordComponent")
  public record Encoded(byte[] json) implements Mapped {}

  /** Why there are none. */
  public record Refused(Rejection rejection) implements Mapped {}

  /**
   * Maps one event.
   *
   * @param slots what the topic's decoder has filled
   * @param json the calling thread's own buffer
   */
  public Mapped map(SourceRecord record, Change change, @Nullable Object[] slots, JsonBuffer json) {
    json.clear();
    json.raw(OPEN);
    boolean first = true;
    for (MappedField field : fields) {
      Conversion value = field.value(record, slots);
      if (value instanceof Rejected rejected) {
        return refused(field, rejected.type(), rejected.message());
      }
      if (value == null && field.field().required() && change == Change.UPSERT) {
        return refused(field, RecordErrorType.MISSING_REQUIRED, "the event has no value for it");
      }
      if (value instanceof Converted converted) {
        if (!first) {
          json.raw(',');
        }
        first = false;
        JsonValues.write(json.raw(field.nameAndColon()), converted.value());
      }
    }
    json.raw(change == Change.DELETE ? CLOSE_DELETE : CLOSE);
    if (sequence == Sequence.OFFSET) {
      json.raw(SEQUENCE).number(record.offset());
    }
    json.raw(ORIGIN);
    json.string(record.origin().toString()).raw('}');
    return new Encoded(json.copy());
  }

  private static Refused refused(MappedField field, RecordErrorType type, String message) {
    return new Refused(
        new Rejection(Rejection.Stage.MAP, type.name(), field.field().name(), message));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
