package io.freshet.bridge;

import io.freshet.bridge.admin.AdminServer;
import io.freshet.bridge.admin.Health;
import io.freshet.bridge.config.BridgeConfig;
import io.freshet.bridge.consume.Brake;
import io.freshet.bridge.consume.BrokerCheck;
import io.freshet.bridge.consume.BrokerFailure;
import io.freshet.bridge.consume.ConsumerLoop;
import io.freshet.bridge.metrics.BridgeMetrics.Gauge;
import io.freshet.bridge.pipeline.Gear;
import io.freshet.bridge.pipeline.Outlet;
import io.freshet.yaml.Problems;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The whole bridge, wired by hand, from the broker to the server:
 *
 * <pre>
 * consume ─> decode ─> map ─> batch ─> push ─> done ─> commit
 *               └────────┴──────────────┴──> dead letter ─┘
 * </pre>
 */
final class Bridge {
  private static final Logger LOG = LoggerFactory.getLogger(Bridge.class);

  private final BridgeConfig config;
  private final Gear gear = Gear.real();
  private final Health health = new Health(gear.halts(), gear.metrics(), gear.clock());
  private final Brake brake = new Brake();

  Bridge(BridgeConfig config) {
    this.config = config;
  }

  /**
   * Runs until {@link #stop}.
   *
   * @return what is wrong with the mapping; empty after a run
   * @throws BrokerFailure when the broker keeps the bridge from running
   * @throws BridgeFailure when something else outside does
   */
  Problems run() {
    var problems = new Problems();
    brake.onThisThread();
    if (brake.isPulled()) {
      return problems;
    }
    try (AdminServer admin = admin()) {
      admin.start();
      new BrokerCheck(config).awaitBroker();
      Optional<Outlet> outlet = Outlet.open(config, gear, brake::breakDown, problems);
      outlet.ifPresent(this::consume);
    } catch (InterruptedException _) {
      LOG.info("stopped before anything was consumed");
    } catch (BrokerFailure e) {
      if (!brake.isPulled()) {
        throw e;
      }
      LOG.info("stopped while the broker did not answer: {}", e.getMessage());
    }
    return problems;
  }

  /** Asks the bridge to drain, commit and end. From any thread, at any time. */
  void stop() {
    brake.pull();
  }

  private AdminServer admin() {
    try {
      return new AdminServer(config.admin(), gear.metrics(), health, gear.halts());
    } catch (IOException e) {
      throw new BridgeFailure(
          "cannot listen on %s:%d: %s. Set admin.port to a free port"
              .formatted(config.admin().host(), config.admin().port(), e.getMessage()),
          e);
    }
  }

  private void consume(Outlet outlet) {
    try (outlet) {
      var loop = new ConsumerLoop(config, outlet, gear.metrics(), gear.clock());
      health.consuming(loop.progress());
      gear.metrics().gauge(Gauge.HALTS, () -> gear.halts().now().size());
      gear.metrics().gauge(Gauge.READY, () -> health.notReady().isEmpty() ? 1 : 0);
      brake.on(loop);
      LOG.info(
          "consuming {} as group {}, pushing to {} (workspace {}), dead letters to {}",
          config.topics().stream().map(topic -> topic.name().text()).toList(),
          config.group(),
          config.ingest().url(),
          config.ingest().workspace(),
          config.deadLetters().topic());
      loop.run();
      LOG.info("drained, committed, done");
    }
  }
}
