package io.freshet.ingest.serve;

import io.freshet.ingest.serve.Fixture.Trouble;
import io.grpc.Status.Code;
import java.util.List;

/**
 * A push and what must come of it, whatever the wire.
 *
 * @param earlier pushed before, with the same key
 * @param expected each record's error as {@code source/index/field TYPE}, or each count as {@code
 *     view online/offline} and {@code source =records}
 */
record WireCase(
    String name,
    Row row,
    Trouble trouble,
    String authorization,
    List<Push> earlier,
    Push push,
    List<String> expected) {

  /** DESIGN's table of statuses, written down once more: the server has its own. */
  enum Row {
    OK(200, Code.OK, false),
    MALFORMED_REQUEST(400, Code.INVALID_ARGUMENT, false),
    TOO_MANY_RECORDS(400, Code.INVALID_ARGUMENT, false),
    INVALID_RECORDS(400, Code.INVALID_ARGUMENT, false),
    UNAUTHENTICATED(401, Code.UNAUTHENTICATED, false),
    PERMISSION_DENIED(403, Code.PERMISSION_DENIED, false),
    UNKNOWN_WORKSPACE(404, Code.NOT_FOUND, false),
    UNKNOWN_PUSH_SOURCE(404, Code.NOT_FOUND, false),
    REQUEST_TOO_LARGE(413, Code.OUT_OF_RANGE, false),
    THROTTLED(429, Code.RESOURCE_EXHAUSTED, true),
    OVERLOADED(503, Code.UNAVAILABLE, true),
    STORE_UNAVAILABLE(503, Code.UNAVAILABLE, true),
    DEADLINE_EXCEEDED(504, Code.DEADLINE_EXCEEDED, true),
    INTERNAL(500, Code.INTERNAL, true);

    final int http;
    final Code grpc;
    final boolean retry;

    Row(int http, Code grpc, boolean retry) {
      this.http = http;
      this.grpc = grpc;
      this.retry = retry;
    }
  }

  static WireCase stored(String name, Push push, String... counts) {
    return new WireCase(name, Row.OK, push, List.of(counts));
  }

  static WireCase invalid(String name, Push push, String... errors) {
    return new WireCase(name, Row.INVALID_RECORDS, push, List.of(errors));
  }

  static WireCase refused(String name, Row row, Push push) {
    return new WireCase(name, row, push, List.of());
  }

  private WireCase(String name, Row row, Push push, List<String> expected) {
    this(name, row, Trouble.NONE, "Bearer " + Fixture.READ_WRITE, List.of(), push, expected);
  }

  WireCase after(Push... pushes) {
    return new WireCase(name, row, trouble, authorization, List.of(pushes), push, expected);
  }

  WireCase when(Trouble other, String... errors) {
    return new WireCase(name, row, other, authorization, earlier, push, List.of(errors));
  }

  WireCase as(String otherAuthorization) {
    return new WireCase(name, row, trouble, otherAuthorization, earlier, push, expected);
  }

  @Override
  public String toString() {
    return row + ": " + name;
  }
}
