package io.freshet.bridge.map;

import io.freshet.bridge.decode.Decoded;
import io.freshet.bridge.decode.JsonDecoder;
import io.freshet.bridge.event.Rejection;
import io.freshet.bridge.event.SourceRecord;
import io.freshet.bridge.map.RecordMapper.Encoded;
import io.freshet.bridge.map.RecordMapper.Mapped;
import io.freshet.bridge.map.RecordMapper.PassedBy;
import io.freshet.bridge.map.Translated.PushRecord;
import io.freshet.bridge.map.Translated.Ready;
import io.freshet.bridge.map.Translated.Skipped;
import io.freshet.bridge.map.Translated.Stop;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes decoded messages of one topic through its routes. Serves one thread. */
public final class Translator {
  private static final Translated SKIPPED = new Skipped();

  private final TopicMapping mapping;
  private final JsonDecoder keys;
  private final @Nullable Object[] slots;
  private final @Nullable Object[] keySlots;
  private final JsonBuffer json = new JsonBuffer();

  public Translator(TopicMapping mapping) {
    this.mapping = mapping;
    this.keys = new JsonDecoder(mapping.key());
    this.slots = new @Nullable Object[mapping.projection().size()];
    this.keySlots = new @Nullable Object[mapping.key().size()];
  }

  /** What the topic's decoder fills before an event is translated. */
  public @Nullable Object[] slots() {
    return slots;
  }

  /** An event, whose values are in the slots. */
  public Translated event(SourceRecord record) {
    return each(record, (route, message) -> route.map(message, json));
  }

  /** The deletion of an entity, of which the slots hold what is known. */
  public Translated delete(SourceRecord record) {
    return each(record, (route, message) -> route.delete(message, json));
  }

  /** A message without a value. */
  public Translated tombstone(SourceRecord record) {
    return switch (mapping.config().onTombstone()) {
      case SKIP -> SKIPPED;
      case DELETE -> each(record, (route, message) -> route.tombstone(message, json));
      case DEAD_LETTER ->
          new Translated.Refused(
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

  private Translated each(SourceRecord record, Step step) {
    Optional<Rejection> badKey = readKey(record);
    if (badKey.isPresent()) {
      return new Translated.Refused(badKey.get());
    }
    var message = new Incoming(record, slots, keySlots);
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
          return new Translated.Refused(rejection);
        }
      }
    }
    return records.isEmpty() ? SKIPPED : new Ready(records);
  }

  /** Fills what the mapping names of the key, if anything; a message without a key has none. */
  private Optional<Rejection> readKey(SourceRecord record) {
    Arrays.fill(keySlots, null);
    if (keySlots.length == 0 || record.key() == null) {
      return Optional.empty();
    }
    var key =
        new SourceRecord(
            record.origin(),
            record.offset(),
            record.timestampMillis(),
            null,
            record.key(),
            List.of());
    return keys.decode(key, keySlots) instanceof Decoded.Undecodable(Rejection why)
        ? Optional.of(Rejection.undecodable("the key: " + why.message()))
        : Optional.empty();
  }
}
