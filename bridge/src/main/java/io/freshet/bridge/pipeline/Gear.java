package io.freshet.bridge.pipeline;

import io.freshet.bridge.metrics.BridgeMetrics;
import io.freshet.bridge.push.Backoff;
import io.freshet.bridge.push.Halts;
import io.freshet.bridge.push.Pause;
import java.time.InstantSource;
import java.util.concurrent.ThreadLocalRandom;

/** What every step of a run shares: its time, its patience, and what others see of it. */
public record Gear(
    InstantSource clock, Pause pause, Backoff backoff, BridgeMetrics metrics, Halts halts) {

  /** The real one, new: nothing counted, nothing halted. */
  public static Gear real() {
    var clock = InstantSource.system();
    return new Gear(
        clock,
        Thread::sleep,
        new Backoff(() -> ThreadLocalRandom.current().nextDouble()),
        new BridgeMetrics(clock),
        new Halts());
  }
}
