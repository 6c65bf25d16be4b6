package io.freshet.bridge.map;

import io.freshet.bridge.decode.Decoded;
import io.freshet.bridge.decode.Decoded.Delete;
import io.freshet.bridge.decode.Decoded.Event;
import io.freshet.bridge.decode.Decoded.Nothing;
import io.freshet.bridge.decode.Decoded.Tombstone;
import io.freshet.bridge.decode.Decoded.Undecodable;
import io.freshet.bridge.event.Origin;
import io.freshet.bridge.event.Rejection;
import io.freshet.bridge.event.SourceRecord;
import io.freshet.bridge.map.RecordMapper.Encoded;
import io.freshet.bridge.map.RecordMapper.Mapped;
import io.freshet.bridge.map.RecordMapper.PassedBy;
import io.freshet.bridge.map.Translated.PushRecord;
import io.freshet.bridge.map.Translated.Ready;
import io.freshet.bridge.map.Translated.Refused;
import io.freshet.bridge.map.Translated.Skipped;
import io.freshet.bridge.map.Translated.Stop;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes decoded messages of one topic through its routes. Serves one thread. */
public final class Translator {
  private static final Translated SKIPPED = new Skipped();

  private final TopicMapping mapping;
  private final @Nullable Object[] slots;
  private final JsonBuffer json = new JsonBuffer();
  private Optional<Origin> origin = Optional.empty();
  private byte[] originJson = {};

  public Translator(TopicMapping mapping) {
    this.mapping = mapping;
    this.slots = new @Nullable Object[mapping.projection().size() + mapping.key().size()];
  }

  /** What the topic's decoder fills before a message is translated. */
  public @Nullable Object[] slots() {
    return slots;
  }

  /** What becomes of a message whose values are in the slots. */
  public Translated translate(SourceRecord record, Decoded.Settled decoded) {
    return switch (decoded) {
      case Event _ -> each(record, (route, message) -> route.map(message, json));
      case Delete _ -> each(record, (route, message) -> route.delete(message, json));
      case Tombstone _ -> tombstone(record);
      case Nothing _ -> SKIPPED;
      case Undecodable(Rejection why) -> new Refused(why);
    };
  }

  private Translated tombstone(SourceRecord record) {
    return switch (mapping.config().onTombstone()) {
      case SKIP -> SKIPPED;
      case DELETE -> each(record, (route, message) -> route.tombstone(message, json));
      case DEAD_LETTER ->
          new Refused(
              new Rejection(
                  Rejection.Stage.MAP, "TOMBSTONE", "", "a tombstone, and on_tombstone says so"));
      case FAIL ->
          new Stop(
              "a tombstone at %s offset %d, and on_tombstone is fail"
                  .formatted(record.origin(), record.offset()));
    };
  }

  private interface Step {
    Mapped take(RecordMapper route, Incoming message);
  }

  /** Written once for a partition. */
  private byte[] originOf(SourceRecord record) {
    if (origin.isEmpty() || !origin.get().equals(record.origin())) {
      json.clear();
      originJson = json.string(record.origin().toString()).copy();
      origin = Optional.of(record.origin());
    }
    return originJson;
  }

  private Translated each(SourceRecord record, Step step) {
    var message = new Incoming(record, slots, originOf(record));
    List<PushRecord> records = new ArrayList<>(mapping.routes().size());
    for (int i = 0; i < mapping.routes().size(); i++) {
      RecordMapper route = mapping.routes().get(i);
      switch (step.take(route, message)) {
        case Encoded(byte[] element) -> records.add(new PushRecord(i, route.pushSource(), element));
        case PassedBy _ -> {
          // another route may take it
        }
        case RecordMapper.Refused(Rejection rejection) -> {
          // One route's refusal is the record's: a redrive pushes the others again, harmlessly.
          return new Refused(rejection);
        }
      }
    }
    return records.isEmpty() ? SKIPPED : new Ready(records);
  }
}
