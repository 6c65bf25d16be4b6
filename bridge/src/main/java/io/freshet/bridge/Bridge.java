package io.freshet.bridge;

import io.freshet.bridge.admin.AdminServer;
import io.freshet.bridge.admin.Health;
import io.freshet.bridge.config.BridgeConfig;
import io.freshet.bridge.config.RouteConfig;
import io.freshet.bridge.consume.BrokerCheck;
import io.freshet.bridge.consume.BrokerFailure;
import io.freshet.bridge.consume.ConsumerLoop;
import io.freshet.bridge.format.Decoders;
import io.freshet.bridge.metrics.BridgeMetrics;
import io.freshet.bridge.metrics.BridgeMetrics.Gauge;
import io.freshet.bridge.push.Backoff;
import io.freshet.bridge.push.Connection;
import io.freshet.bridge.push.Halts;
import io.freshet.bridge.push.Pause;
import io.freshet.bridge.push.SchemaClient;
import io.freshet.yaml.Problems;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
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
  private final InstantSource clock = InstantSource.system();
  private final Pause pause = Thread::sleep;
  private final Backoff backoff = new Backoff(() -> ThreadLocalRandom.current().nextDouble());
  private final BridgeMetrics metrics = new BridgeMetrics(clock);
  private final Halts halts = new Halts();
  private final Health health = new Health(halts, metrics, clock);
  private final AtomicReference<Runnable> stop = new AtomicReference<>(() -> {});
  private final AtomicReference<Consumer<Throwable>> breakdown = new AtomicReference<>(_ -> {});
  private volatile boolean stopped;

  Bridge(BridgeConfig config) {
    this.config = config;
  }

  /**
   * Runs until {@link #stop}.
   *
   * @return what is wrong with the mapping; empty after a run
   * @throws BridgeFailure when something outside keeps the bridge from running
   */
  Problems run() {
    var problems = new Problems();
    stop.set(Thread.currentThread()::interrupt);
    if (stopped) {
      return problems;
    }
    try (AdminServer admin = admin()) {
      admin.start();
      new BrokerCheck(config).awaitBroker();
      var connection = new Connection(config.ingest(), config.delivery().maxInFlight());
      Mappings mappings = mappings(connection, problems);
      Decoders decoders = Decoders.open(config, clock, problems);
      if (problems.isEmpty()) {
        consume(connection, mappings, decoders);
      }
    } catch (InterruptedException _) {
      LOG.info("stopped before anything was consumed");
    } catch (BrokerFailure e) {
      if (!stopped) {
        throw new BridgeFailure(String.valueOf(e.getMessage()), e);
      }
      LOG.info("stopped while the broker did not answer: {}", e.getMessage());
    }
    return problems;
  }

  /** Asks the bridge to drain, commit and end. From any thread, at any time. */
  void stop() {
    stopped = true;
    stop.get().run();
  }

  private AdminServer admin() {
    try {
      return new AdminServer(config.admin(), metrics, health, halts);
    } catch (IOException e) {
      throw new BridgeFailure(
          "cannot listen on %s:%d: %s. Set admin.port to a free port"
              .formatted(config.admin().host(), config.admin().port(), e.getMessage()),
          e);
    }
  }

  private Mappings mappings(Connection connection, Problems problems) throws InterruptedException {
    var schemas = new Schemas(new SchemaClient(connection), backoff, pause);
    return new Mappings(config.topics(), schemas.fetch(pushSources()), problems);
  }

  private void consume(Connection connection, Mappings mappings, Decoders decoders) {
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
      consume(new ConsumerLoop(config, outlet, metrics, clock));
    }
  }

  private void consume(ConsumerLoop loop) {
    breakdown.set(loop::breakDown);
    health.consuming(loop);
    metrics.gauge(Gauge.HALTS, () -> halts.now().size());
    metrics.gauge(Gauge.READY, () -> health.notReady().isEmpty() ? 1 : 0);
    stop.set(loop::stop);
    if (stopped) {
      Thread.interrupted(); // meant for what came before the loop
      loop.stop();
    }
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

  private Set<String> pushSources() {
    return config.topics().stream()
        .flatMap(topic -> topic.routes().stream())
        .map(RouteConfig::pushSource)
        .collect(Collectors.toSet());
  }
}
