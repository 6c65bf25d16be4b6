package io.freshet.bridge.push;

import java.time.Duration;

/** Sleeping, so that tests need not. */
@FunctionalInterface
public interface Pause {

  void sleep(Duration time) throws InterruptedException;
}
