package io.freshet.embedded.fault;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** An HTTP response, read to its end. */
record Response(int status, List<Header> headers, Body body) {

  /** They describe the connection to the target, or a body that may have been changed. */
  private static final Set<String> NOT_PASSED_ON = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  static {
    NOT_PASSED_ON.addAll(
        List.of("connection", "keep-alive", "transfer-encoding", "content-length"));
  }

  static Response json(int status, String body) {
    return new Response(
        status, List.of(new Header("Content-Type", "application/x-amz-json-1.0")), Body.of(body));
  }

  /** DynamoDB's checksum of the body would no longer be true. */
  Response withBody(Body other) {
    List<Header> kept = headers.stream().filter(header -> !header.is("x-amz-crc32")).toList();
    return new Response(status, kept, other);
  }

  void write(OutputStream out) throws IOException {
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(head().getBytes(StandardCharsets.ISO_8859_1));
    body.writeTo(bytes);
    bytes.writeTo(out);
    out.flush();
  }

  private String head() {
    var head = new StringBuilder("HTTP/1.1 " + status + " \r\n");
    headers.stream()
        .filter(header -> !NOT_PASSED_ON.contains(header.name()))
        .forEach(header -> head.append(header.name() + ": " + header.value() + "\r\n"));
    return head.append("Content-Length: " + body.length() + "\r\n\r\n").toString();
  }
}
