package io.freshet.bridge.redrive;

import io.freshet.bridge.config.BridgeConfig;
import io.freshet.bridge.config.DeadLetterConfig;
import io.freshet.bridge.consume.Brake;
import io.freshet.bridge.consume.BrokerCheck;
import io.freshet.bridge.consume.BrokerFailure;
import io.freshet.bridge.consume.LetterLoop;
import io.freshet.bridge.consume.Records;
import io.freshet.bridge.consume.Sink;
import io.freshet.bridge.event.Origin;
import io.freshet.bridge.pipeline.Gear;
import io.freshet.bridge.pipeline.Outlet;
import io.freshet.yaml.Problems;
import java.util.Optional;

/**
 * Sends dead letters back through decode, map and push, as the messages that they were: with their
 * own origin, offset, timestamp and headers, so that the server's order takes them for what they
 * are. What fails again becomes a letter again, behind the end at which this stops.
 */
final class Redrive {
  private final BridgeConfig config;
  private final RedriveFilter filter;
  private final Gear gear = Gear.real();
  private final Brake brake = new Brake();
  private final RedriveCounts counts = new RedriveCounts();

  /**
   * What has come of it.
   *
   * @param taken letters that the filter takes
   * @param stored of those, pushed again and stored; with several routes counted for each
   * @param deadAgain of those, dead letters once more
   * @param passedOver letters of this group that the filter does not take
   * @param notOurs of other groups
   * @param left letters that it did not come to, because it was stopped
   */
  record Report(
      long taken, long stored, long deadAgain, long passedOver, long notOurs, long left) {}

  /** Hears of progress, about once a second. */
  @FunctionalInterface
  interface Watcher {
    void progress(Report soFar);
  }

  Redrive(BridgeConfig config, RedriveFilter filter) {
    this.config = withoutGuard(config);
    this.filter = filter;
  }

  /**
   * Sends them back.
   *
   * @param problems what is wrong with the mapping; the report is then of no use
   * @throws BrokerFailure when the broker keeps it from running
   */
  Report run(Problems problems, Watcher watcher) {
    return interruptible(() -> {
      Optional<Outlet> outlet = Outlet.open(config, gear, brake::breakDown, problems);
      if (outlet.isEmpty()) {
        return report(0);
      }
      try (Outlet open = outlet.get()) {
        return run(LetterLoop.committing(config, group(), sorting(open), gear.metrics()), watcher);
      }
    });
  }

  /** Counts what {@link #run} would take, and leaves no trace. */
  Report look(Watcher watcher) {
    return interruptible(() -> {
      return run(
          LetterLoop.looking(config, group(), sorting(new CountingSink()), gear.metrics()),
          watcher);
    });
  }

  /** The group that remembers how far it has come. */
  String group() {
    return filter.group(config.group());
  }

  /** Asks it to drain, commit and end. From any thread, at any time. */
  void stop() {
    brake.pull();
  }

  private interface Body {
    Report run() throws InterruptedException;
  }

  private Report interruptible(Body body) {
    brake.onThisThread();
    try {
      new BrokerCheck(config).awaitBroker();
      return body.run();
    } catch (InterruptedException _) {
      return report(0);
    }
  }

  private Report run(LetterLoop loop, Watcher watcher) {
    brake.on(loop);
    var left = new long[1];
    loop.run(letters -> {
      left[0] = letters;
      watcher.progress(report(letters));
    });
    return report(left[0]);
  }

  private Report report(long left) {
    return new Report(
        counts.taken(),
        gear.metrics().storedBySource().values().stream().mapToLong(Long::longValue).sum(),
        gear.metrics().deadLetteredRecords(),
        counts.passedOver(),
        counts.notOurs(),
        left);
  }

  /** Sorts the letters of each partition before they go on to the topic they came from. */
  private Sink sorting(Sink onward) {
    return new Sink() {
      @Override
      public Records open(Origin partition) {
        return new LetterSorter(config.group(), filter, new ByTopic(onward), counts);
      }

      @Override
      public void flush() {
        onward.flush();
      }

      @Override
      public void cancelForgotten() {
        onward.cancelForgotten();
      }

      @Override
      public int wireRecords() {
        return onward.wireRecords();
      }

      @Override
      public boolean isHalted(String topic) {
        return false;
      }
    };
  }

  /** Letters are bad by nature: what fails again is no sign of anything new. */
  private static BridgeConfig withoutGuard(BridgeConfig config) {
    return config.with(
        new DeadLetterConfig(config.deadLetters().topic(), 1.0, config.deadLetters().window()));
  }
}
