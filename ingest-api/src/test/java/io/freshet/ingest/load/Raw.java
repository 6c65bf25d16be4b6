package io.freshet.ingest.load;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A connection whose bytes the test chooses. */
final class Raw implements AutoCloseable {
  private final Socket socket;

  Raw(int port) throws IOException {
    this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
  }

  Raw send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  Raw send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    return this;
  }

  /** Says that no more will come, and still listens. */
  Raw endOutput() throws IOException {
    socket.shutdownOutput();
    return this;
  }

  /** All that the server says until it ends the connection, or for so long. */
  String answer(Duration atMost) throws IOException {
    socket.setSoTimeout((int) atMost.toMillis());
    var said = new StringBuilder();
    InputStream in = socket.getInputStream();
    byte[] buffer = new byte[8_192];
    try {
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        said.append(new String(buffer, 0, length, StandardCharsets.ISO_8859_1));
      }
      return said + "<end>";
    } catch (SocketTimeoutException still) {
      return said.toString();
    } catch (IOException reset) {
      return said + "<reset>";
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
