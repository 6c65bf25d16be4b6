package io.freshet.bridge.push;

import io.freshet.bridge.batch.Batch;
import io.freshet.bridge.batch.Pending;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;

/** The body of {@code POST /ingest}: records that are encoded already, between three constants. */
final class RequestBytes extends RequestBody {
  private static final MediaType JSON = MediaType.get("application/json");
  private static final byte[] END = "]}}".getBytes(StandardCharsets.US_ASCII);

  private final byte[] head;
  private final Batch batch;

  RequestBytes(byte[] head, Batch batch) {
    this.head = head;
    this.batch = batch;
  }

  /** The part before the first record. Names match {@code [A-Za-z][A-Za-z0-9_]*}. */
  static byte[] head(String workspace, String pushSource) {
    return ("{\"workspace_name\":\"" + workspace + "\",\"records\":{\"" + pushSource + "\":[")
        .getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public MediaType contentType() {
    return JSON;
  }

  /** Keeps the HTTP client from sending it a second time of its own accord, as after a 503. */
  @Override
  public boolean isOneShot() {
    return true;
  }

  @Override
  public long contentLength() {
    long length = head.length + END.length + batch.records().size() - 1L;
    for (Pending record : batch.records()) {
      length += record.json().length;
    }
    return length;
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    sink.write(head);
    boolean first = true;
    for (Pending record : batch.records()) {
      if (!first) {
        sink.writeByte(',');
      }
      first = false;
      sink.write(record.json());
    }
    sink.write(END);
  }
}
