package io.freshet.bridge;

import io.freshet.bridge.config.BridgeConfig;
import io.freshet.bridge.config.DeadLetterConfig;
import io.freshet.bridge.consume.BrokerCheck;
import io.freshet.bridge.consume.BrokerFailure;
import io.freshet.bridge.consume.LetterLoop;
import io.freshet.bridge.consume.Records;
import io.freshet.bridge.consume.Sink;
import io.freshet.bridge.event.Origin;
import io.freshet.bridge.format.Decoders;
import io.freshet.bridge.metrics.BridgeMetrics;
import io.freshet.bridge.push.Backoff;
import io.freshet.bridge.push.Connection;
import io.freshet.bridge.push.Halts;
import io.freshet.bridge.push.Pause;
import io.freshet.bridge.push.SchemaClient;
import io.freshet.yaml.Problems;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Sends dead letters back through decode, map and push, as the messages that they were: with their
 * own origin, offset, timestamp and headers, so that the server's order takes them for what they
 * are. What fails again becomes a letter again, behind the end at which this stops.
 */
final class Redrive {
  private final BridgeConfig config;
  private final RedriveFilter filter;
  private final InstantSource clock = InstantSource.system();
  private final Pause pause = Thread::sleep;
  private final Backoff backoff = new Backoff(() -> ThreadLocalRandom.current().nextDouble());
  private final BridgeMetrics metrics = new BridgeMetrics(clock);
  private final Halts halts = new Halts();
  private final RedriveCounts counts = new RedriveCounts();
  private final AtomicReference<Runnable> stop = new AtomicReference<>(() -> {});
  private final AtomicReference<Consumer<Throwable>> breakdown = new AtomicReference<>(_ -> {});
  private volatile boolean stopped;

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
   * @throws BridgeFailure when something outside keeps it from running
   */
  Report run(Problems problems, Watcher watcher) {
    return guarded(() -> {
      new BrokerCheck(config).awaitBroker();
      var connection = new Connection(config.ingest(), config.delivery().maxInFlight());
      Mappings mappings = mappings(connection, problems);
      Decoders decoders = Decoders.open(config, clock, problems);
      if (!problems.isEmpty() || stopped) {
        return report(0);
      }
      try (var outlet =
          new Outlet(
              config,
              connection,
              mappings,
              decoders,
              halts,
              backoff,
              pause,
              metrics,
              clock,
              bug -> breakdown.get().accept(bug))) {
        return run(
            LetterLoop.committing(config, group(), sorting(outlet, outlet), metrics), watcher);
      }
    });
  }

  /** Counts what {@link #run} would take, and leaves no trace. */
  Report look(Watcher watcher) {
    return guarded(() -> {
      new BrokerCheck(config).awaitBroker();
      Sink counting = new CountingSink();
      return run(
          LetterLoop.looking(config, group(), sorting(counting, counting), metrics), watcher);
    });
  }

  /** The group that remembers how far it has come. */
  String group() {
    return filter.group(config.group());
  }

  /** Asks it to drain, commit and end. From any thread, at any time. */
  void stop() {
    stopped = true;
    stop.get().run();
  }

  private interface Body {
    Report run() throws InterruptedException;
  }

  private Report guarded(Body body) {
    stop.set(Thread.currentThread()::interrupt);
    try {
      return body.run();
    } catch (InterruptedException _) {
      return report(0);
    } catch (BrokerFailure e) {
      throw new BridgeFailure(String.valueOf(e.getMessage()), e);
    }
  }

  private Report run(LetterLoop loop, Watcher watcher) {
    breakdown.set(loop::breakDown);
    stop.set(loop::stop);
    if (stopped) {
      Thread.interrupted(); // meant for what came before the loop
      loop.stop();
    }
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
        metrics.storedBySource().values().stream().mapToLong(Long::longValue).sum(),
        metrics.deadLetteredRecords(),
        counts.passedOver(),
        counts.notOurs(),
        left);
  }

  /** Sorts the letters of each partition before they go on to the topic they came from. */
  private Sink sorting(Sink sink, Sink onward) {
    return new Sink() {
      @Override
      public Records open(Origin partition) {
        return new LetterSorter(config.group(), filter, new ByTopic(onward), counts);
      }

      @Override
      public void flush() {
        sink.flush();
      }

      @Override
      public void cancelForgotten() {
        sink.cancelForgotten();
      }

      @Override
      public boolean isHalted(String topic) {
        return false;
      }
    };
  }

  private Mappings mappings(Connection connection, Problems problems) throws InterruptedException {
    Set<String> sources =
        config.topics().stream()
            .flatMap(topic -> topic.routes().stream())
            .map(route -> route.pushSource())
            .collect(Collectors.toSet());
    var schemas = new Schemas(new SchemaClient(connection), backoff, pause);
    return new Mappings(config.topics(), schemas.fetch(sources), problems);
  }

  /** Letters are bad by nature: what fails again is no sign of anything new. */
  private static BridgeConfig withoutGuard(BridgeConfig config) {
    return config.with(
        new DeadLetterConfig(config.deadLetters().topic(), 1.0, config.deadLetters().window()));
  }
}
