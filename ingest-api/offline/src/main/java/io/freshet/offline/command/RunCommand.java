package io.freshet.offline.command;

import io.freshet.ingest.command.Failures;
import io.freshet.ingest.reload.Poller;
import io.freshet.offline.admin.AdminServer;
import io.freshet.offline.commit.Logs;
import io.freshet.offline.commit.Silence;
import io.freshet.offline.config.OfflineConfig;
import io.freshet.offline.follow.Follower;
import io.freshet.offline.follow.Following;
import io.freshet.offline.metrics.OfflineMetrics;
import io.freshet.offline.schemas.SchemaReading;
import io.freshet.offline.table.ViewTables;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code freshet-offline run}. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    usageHelpAutoWidth = true,
    header = "Follow the history into the tables until stopped.",
    description = {
      "Follows the history's DynamoDB Stream into Iceberg tables, one per feature view, every row "
          + "exactly once. Several workers share the stream's shards by leases in DynamoDB.",
      "",
      "SIGTERM (or Ctrl-C) commits what is read, hands the shards over and ends it with exit code "
          + "0. After a kill the next worker goes on from the tables' own positions."
    },
    footer = {"", "Example:", "  java -jar freshet-offline.jar run --config offline.yaml"})
public final class RunCommand implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

  @Mixin Configured configured = new Configured();

  @Override
  public Integer call() throws Exception {
    return configured.run(RunCommand::run);
  }

  private static int run(Configured.Loaded loaded) throws IOException, InterruptedException {
    var stop = new Stop();
    stop.listen();
    int code = Failures.BROKEN;
    try {
      code = follow(loaded, stop);
    } finally {
      stop.ended(code);
    }
    return code;
  }

  private static int follow(Configured.Loaded loaded, Stop stop)
      throws IOException, InterruptedException {
    OfflineConfig config = loaded.config();
    var clock = InstantSource.system();
    var metrics = new OfflineMetrics(clock, version());
    var broken = new CountDownLatch(1);
    try (var tables = ViewTables.open(config.catalog());
        var reloads = new Poller()) {
      var reading = new SchemaReading(config.schemas());
      reloads.every(config.worker().reload(), () -> loaded.schemas().poll(reading.reloads()));
      Silence.since(tables, loaded.schemas().get().catalogue()).ifPresent(metrics::lastHeard);
      var logs = Logs.of(tables, config.worker(), metrics::rows, clock);
      var following =
          new Following(
              config.dynamoDb(), config.worker(), loaded.schemas(), tables, logs, metrics);
      try (Follower follower = following.start(broken::countDown);
          var admin = AdminServer.start(config.admin(), metrics::scrape, follower::isAlive)) {
        LOG.info(
            "following {} into the catalog {} as {}, metrics on port {}",
            config.dynamoDb().tables().history(),
            config.catalog(),
            config.worker().name(),
            admin.port());
        return await(follower, broken, stop);
      }
    }
  }

  /** Until SIGTERM, or until it can follow no more. */
  private static int await(Follower follower, CountDownLatch broken, Stop stop)
      throws InterruptedException {
    while (!stop.asked()) {
      if (!follower.isAlive() || broken.getCount() == 0) {
        LOG.error("the stream is followed no more");
        return Failures.BROKEN;
      }
    }
    LOG.info("stopping: committing what is read, handing the shards over");
    return 0;
  }

  private static String version() {
    String version = RunCommand.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
