package io.freshet.embedded.fault;

import java.io.Closeable;
import java.io.IOException;
import java.net.Socket;

/** How connections begin and end. */
final class Sockets {
  private Sockets() {}

  /**
   * Sends RST instead of FIN: the other side sees "connection reset", and loses what is under way.
   */
  static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
    } catch (IOException alreadyClosed) {
      return;
    }
    close(socket);
  }

  /** Sends FIN: the other side reads the end, and can still write. */
  static void endOutput(Socket socket) {
    try {
      socket.shutdownOutput();
    } catch (IOException alreadyClosed) {
      // There is nothing left to end.
    }
  }

  static Socket connect(String address) throws IOException {
    int colon = address.lastIndexOf(':');
    var socket =
        new Socket(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
    socket.setTcpNoDelay(true);
    return socket;
  }

  static void close(Closeable socket) {
    try {
      socket.close();
    } catch (IOException alreadyBroken) {
      // Closed is all it was to be.
    }
  }
}
