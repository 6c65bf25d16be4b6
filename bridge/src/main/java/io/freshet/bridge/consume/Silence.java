package io.freshet.bridge.consume;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says now and then that no broker answers. A member of a group hears from one every few seconds.
 * The client's own lines come with each attempt to connect, several a second, and are switched off
 * in logback.xml.
 */
final class Silence {
  private static final Logger LOG = LoggerFactory.getLogger(Silence.class);
  private static final Duration WORTH_A_LINE = Duration.ofSeconds(20);

  private final Supplier<OptionalDouble> bytesReceived;
  private final String servers;
  private OptionalDouble received = OptionalDouble.empty();
  private long heardMillis;
  private long saidMillis;

  /**
   * Listens from the first look on.
   *
   * @param bytesReceived in all, from whatever broker; empty where that is not known
   */
  Silence(Supplier<OptionalDouble> bytesReceived, String servers) {
    this.bytesReceived = bytesReceived;
    this.servers = servers;
  }

  /** Called about once a second. */
  void look(long nowMillis) {
    OptionalDouble now = bytesReceived.get();
    if (now.isEmpty() || !now.equals(received)) {
      if (saidMillis > heardMillis) {
        LOG.warn("a broker answers again, after {} s", (nowMillis - heardMillis) / 1_000);
      }
      received = now;
      heardMillis = nowMillis;
      saidMillis = nowMillis;
    } else if (nowMillis - saidMillis >= WORTH_A_LINE.toMillis()) {
      saidMillis = nowMillis;
      LOG.warn(
          "no broker answers at {} since {}, for {} s: lag grows, nothing is lost; trying on",
          servers,
          Instant.ofEpochMilli(heardMillis),
          (nowMillis - heardMillis) / 1_000);
    }
  }
}
