package io.freshet.bridge.push;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Request ids that never repeat: random for the process, counted within it. */
public final class RequestIds implements Supplier<String> {
  private final String process =
      Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), 36) + "-";
  private final AtomicLong count = new AtomicLong();

  @Override
  public String get() {
    return process + count.incrementAndGet();
  }
}
