package io.freshet.ingest.serve.grpc;

import com.google.protobuf.Timestamp;
import io.freshet.value.Timestamps;
import java.time.Instant;

/** Protobuf timestamps from and to whole microseconds. */
final class Moments {
  private Moments() {}

  static Timestamp of(long micros) {
    return of(Timestamps.ofMicros(micros));
  }

  static Timestamp of(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }

  /** What lies beyond 64 bits of microseconds is taken for the nearest end. */
  static long micros(Timestamp timestamp) {
    long seconds = Math.clamp(timestamp.getSeconds(), -9_000_000_000_000L, 9_000_000_000_000L);
    return seconds * 1_000_000 + timestamp.getNanos() / 1_000;
  }
}
