package io.freshet.bridge;

import io.freshet.bridge.admin.AdminServer;
import io.freshet.bridge.admin.Health;
import io.freshet.bridge.batch.Batcher;
import io.freshet.bridge.config.BridgeConfig;
import io.freshet.bridge.config.RouteConfig;
import io.freshet.bridge.consume.BrokerCheck;
import io.freshet.bridge.consume.ConsumerLoop;
import io.freshet.bridge.deadletter.DeadLetters;
import io.freshet.bridge.deadletter.Guard;
import io.freshet.bridge.deadletter.KafkaDeadLetterTopic;
import io.freshet.bridge.decode.JsonDecoder;
import io.freshet.bridge.map.MappingCompiler;
import io.freshet.bridge.map.TopicMapping;
import io.freshet.bridge.map.TopicMappings;
import io.freshet.bridge.map.Translator;
import io.freshet.bridge.metrics.BridgeMetrics;
import io.freshet.bridge.push.Backoff;
import io.freshet.bridge.push.Connection;
import io.freshet.bridge.push.Delivery;
import io.freshet.bridge.push.Halts;
import io.freshet.bridge.push.HttpIngestClient;
import io.freshet.bridge.push.MeteredClient;
import io.freshet.bridge.push.Pause;
import io.freshet.bridge.push.SchemaClient;
import io.freshet.yaml.Problems;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
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
    stop.set(Thread.currentThread()::interrupt);
    var problems = new Problems();
    try (AdminServer admin = admin()) {
      admin.start();
      new BrokerCheck(config).awaitBroker();
      var connection = new Connection(config.ingest(), config.delivery().maxInFlight());
      TopicMappings mappings = compile(connection, problems);
      if (problems.isEmpty()) {
        consume(connection, mappings);
      }
    } catch (InterruptedException _) {
      LOG.info("stopped before anything was consumed");
    }
    return problems;
  }

  /** Asks the bridge to drain, commit and end. From any thread. */
  void stop() {
    stop.get().run();
  }

  private AdminServer admin() {
    try {
      return new AdminServer(config.admin(), metrics, health);
    } catch (IOException e) {
      throw new BridgeFailure(
          "cannot listen on %s:%d: %s. Set admin.port to a free port"
              .formatted(config.admin().host(), config.admin().port(), e.getMessage()),
          e);
    }
  }

  private TopicMappings compile(Connection connection, Problems problems)
      throws InterruptedException {
    var schemas = new Schemas(new SchemaClient(connection), backoff, pause);
    return new MappingCompiler(schemas.fetch(pushSources()), problems).compile(config.topics());
  }

  private void consume(Connection connection, TopicMappings mappings) {
    var guard = new Guard(config.deadLetters());
    var client =
        new MeteredClient(new HttpIngestClient(connection, new RequestIds(), clock), metrics);
    try (var topic =
            new KafkaDeadLetterTopic(config.kafka(), config.deadLetters().topic(), config.group());
        var deadLetters = new DeadLetters(topic, guard, halts, backoff, pause, metrics);
        var delivery =
            new Delivery(
                client,
                deadLetters,
                halts,
                backoff,
                pause,
                metrics,
                config.delivery().maxInFlight());
        var batchers = new Batchers(pushSources(), config.delivery().linger(), delivery)) {
      consume(
          new ConsumerLoop(
              config,
              name -> pipeline(mappings, name, batchers.bySource(), deadLetters, guard),
              metrics));
    }
  }

  private void consume(ConsumerLoop loop) {
    health.consuming(() -> loop.assigned() > 0, loop::openRecords);
    metrics.gauge("freshet_bridge_halts", "What waits for a person", () -> halts.now().size());
    stop.set(loop::stop);
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

  private Pipeline pipeline(
      TopicMappings mappings,
      String topic,
      Map<String, Batcher> batchers,
      DeadLetters deadLetters,
      Guard guard) {
    TopicMapping mapping =
        mappings
            .of(topic)
            .orElseThrow(() -> new IllegalStateException("not subscribed to " + topic));
    return new Pipeline(
        new JsonDecoder(mapping.projection()),
        new Patience(halts, backoff, pause, metrics),
        new Translator(mapping),
        batchers,
        deadLetters,
        guard,
        halts,
        metrics);
  }

  private Set<String> pushSources() {
    return config.topics().stream()
        .flatMap(topic -> topic.routes().stream())
        .map(RouteConfig::pushSource)
        .collect(Collectors.toSet());
  }
}
