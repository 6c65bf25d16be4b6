package io.freshet.ingest.command;

import io.freshet.ingest.auth.RateLimited;
import io.freshet.ingest.config.IngestConfig;
import io.freshet.ingest.config.IngestConfig.Listen;
import io.freshet.ingest.journey.Ingest;
import io.freshet.ingest.journey.Reads;
import io.freshet.ingest.metrics.IngestMetrics;
import io.freshet.ingest.metrics.MeteredPushes;
import io.freshet.ingest.metrics.MeteredTables;
import io.freshet.ingest.metrics.MeteredThrottles;
import io.freshet.ingest.read.FeatureReader;
import io.freshet.ingest.reload.Poller;
import io.freshet.ingest.serve.IngestServer;
import io.freshet.ingest.serve.IngestServer.Docs;
import io.freshet.ingest.serve.IngestServer.Routes;
import io.freshet.ingest.serve.status.RequestIds;
import io.freshet.ingest.stamp.IngestionClock;
import io.freshet.ingest.validate.Validator;
import io.freshet.ingest.write.BoundedWrites;
import io.freshet.ingest.write.RowWriter;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The composition root: everything wired by hand, started in order, closed in reverse. */
final class Application implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Application.class);

  /** Requests that write at a time, each up to 10 records; more would only wait in the SDK. */
  private static final int WRITING = 48;

  private static final int WAITING = 1_024;
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private final IngestServer server;
  private final Stores store;
  private final Poller reloads;

  private Application(IngestServer server, Stores store, Poller reloads) {
    this.server = server;
    this.store = store;
    this.reloads = reloads;
  }

  static Application start(IngestConfig config, Loaded loaded) {
    Stores store = Stores.open(config.store());
    var metrics = new IngestMetrics();
    try {
      Listen listen = config.listen();
      var address = new InetSocketAddress(listen.host(), listen.port());
      IngestServer server = IngestServer.start(address, routes(listen, loaded, store, metrics));
      LOG.info("loaded {}", loaded.summary());
      LOG.info("writing to {}", store.where());
      LOG.info("listening on http://{}:{} (JSON and gRPC)", listen.host(), server.port());
      return new Application(server, store, loaded.watch(metrics));
    } catch (RuntimeException e) {
      store.close();
      throw e;
    }
  }

  int port() {
    return server.port();
  }

  @Override
  public void close() {
    LOG.info("stopping: not ready, finishing what is in flight");
    reloads.close();
    server.close();
    store.close();
    LOG.info("stopped");
  }

  private static Routes routes(Listen listen, Loaded loaded, Stores store, IngestMetrics metrics) {
    var clock = InstantSource.system();
    var door =
        new RateLimited(loaded.doorkeeper(), new MeteredThrottles(metrics), System::nanoTime);
    var tables = new MeteredTables(store.writes(), metrics, System::nanoTime);
    var ingest =
        new Ingest(
            door,
            loaded::schemas,
            new Validator(clock),
            new IngestionClock(clock),
            new BoundedWrites(
                new RowWriter(tables, clock), WRITING, WAITING, PATIENCE, System::nanoTime));
    var reads = new Reads(door, loaded::schemas, new FeatureReader(store.reads(), clock));
    return new Routes(
        new MeteredPushes(ingest, metrics, System::nanoTime),
        reads,
        metrics::scrape,
        new RequestIds(() -> UUID.randomUUID().toString()),
        listen.docs() ? Docs.SHOWN : Docs.HIDDEN);
  }
}
