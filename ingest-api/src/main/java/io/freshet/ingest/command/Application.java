package io.freshet.ingest.command;

import io.freshet.ingest.admit.Later;
import io.freshet.ingest.admit.Turnstile;
import io.freshet.ingest.auth.RateLimited;
import io.freshet.ingest.config.IngestConfig;
import io.freshet.ingest.config.IngestConfig.Listen;
import io.freshet.ingest.config.IngestConfig.Store;
import io.freshet.ingest.config.Limits.Work;
import io.freshet.ingest.health.Readiness;
import io.freshet.ingest.journey.Ingest;
import io.freshet.ingest.journey.Pushes;
import io.freshet.ingest.journey.Reads;
import io.freshet.ingest.metrics.IngestMetrics;
import io.freshet.ingest.metrics.MeteredAnswers;
import io.freshet.ingest.metrics.MeteredPushes;
import io.freshet.ingest.metrics.MeteredReads;
import io.freshet.ingest.metrics.MeteredTables;
import io.freshet.ingest.metrics.MeteredThrottles;
import io.freshet.ingest.read.FeatureReader;
import io.freshet.ingest.reload.Poller;
import io.freshet.ingest.serve.IngestServer;
import io.freshet.ingest.serve.IngestServer.Docs;
import io.freshet.ingest.serve.IngestServer.Routes;
import io.freshet.ingest.serve.status.RequestIds;
import io.freshet.ingest.serve.tls.RenewedTls;
import io.freshet.ingest.serve.tls.TlsProblem;
import io.freshet.ingest.stamp.IngestionClock;
import io.freshet.ingest.trace.Tracing;
import io.freshet.ingest.validate.Validator;
import io.freshet.ingest.write.RowWriter;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The composition root: everything wired by hand, started in order, closed in reverse. */
final class Application implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Application.class);

  private final IngestServer server;
  private final Stores store;
  private final Poller reloads;
  private final ScheduledExecutorService threads;
  private final Tracing tracing;
  private final List<String> greeting;

  private Application(
      IngestServer server,
      Stores store,
      Poller reloads,
      ScheduledExecutorService threads,
      Tracing tracing,
      List<String> greeting) {
    this.server = server;
    this.store = store;
    this.reloads = reloads;
    this.threads = threads;
    this.tracing = tracing;
    this.greeting = greeting;
  }

  static Application start(IngestConfig config, Loaded loaded, Function<Store, Stores> opening) {
    var ids = new RequestIds(() -> UUID.randomUUID().toString());
    Tracing tracing = Tracing.configured(System.getenv(), ids);
    Stores store = opening.apply(config.store());
    ScheduledExecutorService threads = threads();
    var metrics = new IngestMetrics(IngestVersion.number());
    try {
      Listen listen = config.listen();
      var address = new InetSocketAddress(listen.host(), listen.port());
      Routes routes = routes(config, loaded, store, metrics, threads, tracing, ids);
      IngestServer server = IngestServer.start(address, tls(listen), config.limits(), routes);
      var greeting =
          List.of(
              "loaded " + loaded.summary(),
              "writing to " + store.where(),
              "listening on " + url(listen, server.port()) + " (JSON and gRPC)");
      return new Application(server, store, loaded.watch(metrics), threads, tracing, greeting);
    } catch (RuntimeException e) {
      threads.shutdownNow();
      store.close();
      tracing.close();
      throw e;
    }
  }

  /** Says what it loaded, where it writes and where it listens: now it can also be stopped. */
  void announce() {
    greeting.forEach(LOG::info);
  }

  int port() {
    return server.port();
  }

  private static String url(Listen listen, int port) {
    String scheme = listen.tls().isPresent() ? "https" : "http";
    return scheme + "://" + listen.host() + ":" + port;
  }

  private static Optional<RenewedTls> tls(Listen listen) {
    try {
      return listen.tls().isPresent()
          ? Optional.of(new RenewedTls(listen.tls().get(), System::nanoTime))
          : Optional.empty();
    } catch (TlsProblem e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    LOG.info("stopping: not ready, finishing what is in flight");
    reloads.close();
    server.close();
    threads.shutdownNow();
    store.close();
    tracing.close();
    LOG.info("stopped");
  }

  private static Routes routes(
      IngestConfig config,
      Loaded loaded,
      Stores store,
      IngestMetrics metrics,
      ScheduledExecutorService threads,
      Tracing tracing,
      RequestIds ids) {
    var clock = InstantSource.system();
    var door =
        new RateLimited(loaded.doorkeeper(), new MeteredThrottles(metrics), System::nanoTime);
    var tables = new MeteredTables(store.writes(), metrics, System::nanoTime);
    Turnstile pushing = turnstile(config.limits().work(), threads);
    Turnstile reading = turnstile(config.limits().work(), threads);
    metrics.watch("push", pushing);
    metrics.watch("read", reading);
    var validator = new Validator(clock);
    var stamps = new IngestionClock(clock);
    Pushes ingest =
        tracing.pushes(
            new RowWriter(tables, clock),
            writes -> new Ingest(door, pushing, loaded::schemas, validator, stamps, writes));
    var reads =
        new Reads(
            door,
            reading,
            loaded::schemas,
            new FeatureReader(new MeteredReads(store.reads(), metrics, System::nanoTime), clock));
    return new Routes(
        new MeteredPushes(ingest, metrics),
        reads,
        metrics::scrape,
        new Readiness(store.check(), System::nanoTime),
        new MeteredAnswers(metrics),
        ids,
        tracing,
        config.listen().docs() ? Docs.SHOWN : Docs.HIDDEN);
  }

  private static Turnstile turnstile(Work work, ScheduledExecutorService threads) {
    var bounds = new Turnstile.Bounds(work.inFlight(), work.waiting(), work.patience());
    return new Turnstile(bounds, threads, Later.on(threads));
  }

  /** What had to wait for its turn is begun here; as many threads as can run. */
  private static ScheduledExecutorService threads() {
    var threads =
        new ScheduledThreadPoolExecutor(
            Runtime.getRuntime().availableProcessors(),
            Thread.ofPlatform().name("turn-", 0).daemon().factory());
    threads.setRemoveOnCancelPolicy(true);
    return threads;
  }
}
