package io.freshet.bridge.map;

import io.freshet.bridge.map.Reading.Absent;
import io.freshet.bridge.map.Reading.Present;
import io.freshet.bridge.map.Reading.Unusable;
import io.freshet.schema.ScalarType;
import io.freshet.value.Conversion.Converted;
import io.freshet.value.Conversion.Rejected;
import java.util.Optional;

/** The number that settles ties of event time, if a route has one: a {@code Long}, or absent. */
@FunctionalInterface
interface SequenceNumber {

  /** The number of a message; absent only where the route wants none. */
  Reading of(Incoming message);

  /** What a source of numbers, or of their texts, says: exact, not negative, and always there. */
  static SequenceNumber from(ValueSource source) {
    var typing = new Typing(ScalarType.INT64, Optional.empty());
    return message ->
        switch (source.of(message)) {
          case Absent _ -> unusable("the event has no value for it");
          case Unusable bad -> bad;
          case Present(Object raw) ->
              switch (typing.convert(raw)) {
                case Converted(Long number) when number >= 0 -> new Present(number);
                case Converted _ -> unusable("is negative");
                case Rejected bad -> unusable(bad.message());
              };
        };
  }

  private static Unusable unusable(String why) {
    return new Unusable("INVALID_SEQUENCE", "sequence: " + why);
  }
}
