package io.freshet.bridge.consume;

import io.freshet.bridge.event.Origin;

/** Where the records go: what the consumer's thread needs to know of it. */
public interface Sink {

  /** A new journey for a partition that has been assigned. */
  Records open(Origin partition);

  /** Lets everything leave that waits for company: what is behind it must not overtake it. */
  void flush();

  /** Ends the waits of all records whose partition has been taken away. Returns at once. */
  void cancelForgotten();

  /** How many records may be on their way to the server at once, now. */
  int wireRecords();

  /** Whether a topic's records can go nowhere until a person mends something. */
  boolean isHalted(String topic);
}
