package io.freshet.embedded;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A first knock: a Kafka client that finds nobody there logs a warning for every try. */
final class Tcp {

  private static final int TIMEOUT_MS = 1000;

  private Tcp() {}

  static boolean accepts(String address) {
    int colon = address.lastIndexOf(':');
    try (var socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(
              address.substring(0, colon), Integer.parseInt(address.substring(colon + 1))),
          TIMEOUT_MS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
