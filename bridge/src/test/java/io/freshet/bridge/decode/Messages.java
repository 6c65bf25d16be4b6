package io.freshet.bridge.decode;

import io.freshet.bridge.event.Origin;
import io.freshet.bridge.event.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Messages and paths for tests of decoders. */
public final class Messages {
  private Messages() {}

  public static Projection paths(String... paths) {
    var projection = new Projection();
    for (String path : paths) {
      projection.slot(path(path));
    }
    return projection;
  }

  public static Path path(String text) {
    return new Path(List.of(text.split("\\.")));
  }

  public static SourceRecord of(byte[] value) {
    return of(null, value);
  }

  public static SourceRecord of(byte[] key, byte[] value) {
    return new SourceRecord(new Origin("t", 0), 1, 0, key, value, List.of());
  }

  public static SourceRecord of(String value) {
    return of(null, value.getBytes(StandardCharsets.UTF_8));
  }
}
