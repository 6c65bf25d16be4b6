package io.freshet.bridge.redrive;

import io.freshet.bridge.consume.Records;
import io.freshet.bridge.consume.Sink;
import io.freshet.bridge.event.Origin;

/** Where records go when somebody only wants to know how many there are. */
final class CountingSink implements Sink {
  /** They are done at once. */
  private static final int MANY = 10_000;

  @Override
  public Records open(Origin partition) {
    return (_, slot) -> slot.done();
  }

  @Override
  public void flush() {}

  @Override
  public void cancelForgotten() {}

  @Override
  public int wireRecords() {
    return MANY;
  }

  @Override
  public boolean isHalted(String topic) {
    return false;
  }
}
