package io.freshet.quickstart;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;

/** One stream of events through bridges of its own, and its oracle. */
final class Flow implements AutoCloseable {
  private static final int PARTITIONS = 4;

  /** A killed member's partitions are given away after this, and not after 45 s. */
  private static final List<String> QUICKLY_MISSED =
      List.of("session.timeout.ms: 6000", "heartbeat.interval.ms: 1000");

  private final LocalSystem system;
  private final String name;
  private final Payments payments;
  private final List<BridgeProcess> bridges = new ArrayList<>();

  Flow(LocalSystem system, String name, long seed, int users) {
    this.system = system;
    this.name = name;
    system.kafka().createTopic(Payments.topic(name), PARTITIONS);
    var where = new Payments.Where(system.kafka().bootstrapServers(), system.dynamoDb().endpoint());
    this.payments = new Payments(where, name, seed, users);
  }

  BridgeProcess startBridge(String bridgeName) {
    BridgeProcess bridge =
        system.startBridge(bridgeName, Payments.topic(name), Payments.group(name), QUICKLY_MISSED);
    bridges.add(bridge);
    return bridge;
  }

  /** Sends events in the background, so many a second. */
  Future<?> produce(long events, long perSecond) {
    return payments.produce(events, perSecond);
  }

  /** Somebody of whom an event was sent. */
  String someUser() {
    return payments.someUser();
  }

  /** Waits until so many events have been committed by the group: the flow is in full swing. */
  void awaitCommitted(long atLeast) {
    payments.awaitCommitted(atLeast);
  }

  /** Every event is stored or dead-lettered, nothing else is, and everything is committed. */
  void assertNothingLost() {
    payments.assertNothingLost();
  }

  @Override
  public void close() {
    bridges.forEach(BridgeProcess::close);
    payments.close();
  }
}
