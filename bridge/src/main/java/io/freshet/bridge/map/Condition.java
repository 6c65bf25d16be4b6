package io.freshet.bridge.map;

import io.freshet.bridge.map.Reading.Absent;
import io.freshet.bridge.map.Reading.Present;
import io.freshet.bridge.map.Reading.Unusable;

/** Whether something holds for a message. */
@FunctionalInterface
interface Condition {
  Verdict ALWAYS = new Verdict.Yes();
  Verdict NEVER = new Verdict.No();

  Verdict of(Incoming message);

  /** The answer. */
  sealed interface Verdict {
    record Yes() implements Verdict {}

    record No() implements Verdict {}

    /** It cannot be said. */
    record Unclear(Unusable reason) implements Verdict {}
  }

  /** What a source of booleans says; null is no. */
  static Condition from(ValueSource source) {
    return message ->
        switch (source.of(message)) {
          case Present(Boolean holds) -> holds ? ALWAYS : NEVER;
          case Present _ ->
              new Verdict.Unclear(
                  new Unusable("EXPRESSION_FAILED", "a condition gives no boolean for this event"));
          case Absent _ -> NEVER;
          case Unusable bad -> new Verdict.Unclear(bad);
        };
  }
}
