package io.freshet.bridge.redrive;

import io.freshet.bridge.consume.Records;
import io.freshet.bridge.consume.Sink;
import io.freshet.bridge.event.SourceRecord;
import io.freshet.bridge.offsets.Slot;
import java.util.HashMap;
import java.util.Map;

/** Sends each message down the journey of the topic it came from. One thread. */
final class ByTopic implements Records {
  private final Sink sink;
  private final Map<String, Records> journeys = new HashMap<>();

  ByTopic(Sink sink) {
    this.sink = sink;
  }

  @Override
  public void accept(SourceRecord record, Slot slot) throws InterruptedException {
    journeys
        .computeIfAbsent(record.origin().topic(), _ -> sink.open(record.origin()))
        .accept(record, slot);
  }
}
