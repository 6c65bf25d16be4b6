package io.freshet.bridge.event;

/** Where a sequence of offsets belongs. */
public record Origin(String topic, int partition) {

  /** {@code topic/partition}, as the ingest API knows it. */
  @Override
  public String toString() {
    return topic + "/" + partition;
  }
}
