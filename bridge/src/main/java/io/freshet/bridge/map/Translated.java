package io.freshet.bridge.map;

import io.freshet.bridge.event.Rejection;
import java.util.List;

/** What a topic's routes make of a message. */
public sealed interface Translated {

  /** Nothing, by a rule of the mapping. */
  record Skipped() implements Translated {}

  /** A record for each route that takes it. */
  record Ready(List<PushRecord> records) implements Translated {
    public Ready {
      records = List.copyOf(records);
    }
  }

  /** It is a dead letter. */
  record Refused(Rejection rejection) implements Translated {}

  /** The mapping wants nothing to go on before a person has looked. */
  record Stop(String reason) implements Translated {}

  /**
   * What goes to a push source.
   *
   * @param route which of the topic's routes made it
   * @param json one element of {@code records.<push source>} of a request
   */
  @SuppressWarnings("ArrayRecordComponent")
  record PushRecord(int route, String pushSource, byte[] json) {}
}
