package io.freshet.bridge.consume;

import org.apache.kafka.clients.consumer.Consumer;

/** Whether a consumer is a member of its group, and connected to anything at all. */
final class Membership {
  private final Consumer<byte[], byte[]> consumer;
  private final ClientFigure connections;

  Membership(Consumer<byte[], byte[]> consumer) {
    this.consumer = consumer;
    this.connections = new ClientFigure(consumer, "connection-count");
  }

  /** Connected or not, the client itself only tries again and again, and throws nothing. */
  boolean isMember() {
    return connections.value().orElse(1.0) > 0 && consumer.groupMetadata().generationId() >= 0;
  }
}
