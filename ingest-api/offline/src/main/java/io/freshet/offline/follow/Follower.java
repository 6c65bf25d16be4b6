package io.freshet.offline.follow;

import com.amazonaws.services.dynamodbv2.streamsadapter.AmazonDynamoDBStreamsAdapterClient;
import com.amazonaws.services.dynamodbv2.streamsadapter.StreamsSchedulerFactory;
import com.amazonaws.services.dynamodbv2.streamsadapter.polling.DynamoDBStreamsPollingConfig;
import io.freshet.offline.config.OfflineConfig.Worker;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.regions.Region;
import software.amazon.kinesis.common.ConfigsBuilder;
import software.amazon.kinesis.common.InitialPositionInStream;
import software.amazon.kinesis.common.InitialPositionInStreamExtended;
import software.amazon.kinesis.coordinator.Scheduler;
import software.amazon.kinesis.leases.LeaseManagementConfig;
import software.amazon.kinesis.metrics.NullMetricsFactory;
import software.amazon.kinesis.processor.ShardRecordProcessorFactory;
import software.amazon.kinesis.retrieval.RetrievalConfig;

/** Follows the stream's shards, as many as this worker gets leases of, until it is closed. */
public final class Follower implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Follower.class);

  /** For the last commits; then what is left is left to the next worker. */
  private static final Duration DRAIN = Duration.ofSeconds(20);

  private static final Duration GIVE_UP = Duration.ofSeconds(5);

  /** A leader's lock is good for so many times the failover; it is renewed once in each. */
  private static final int LEADERS = 3;

  private final Scheduler scheduler;
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("leader").factory());
  private final Clients clients;
  private final Stopping stopping;
  private final Thread thread;

  private Follower(Scheduler scheduler, Clients clients, Stopping stopping) {
    this.scheduler = scheduler;
    this.clients = clients;
    this.stopping = stopping;
    this.thread = Thread.ofPlatform().name("follower").unstarted(scheduler);
  }

  static Follower start(
      Worker worker,
      Clients clients,
      String leases,
      String region,
      Stopping stopping,
      ShardRecordProcessorFactory processors) {
    var adapter = new AmazonDynamoDBStreamsAdapterClient(clients.streams(), Region.of(region));
    String arn = LocalArns.accepted(clients.streamArn());
    var oldest =
        InitialPositionInStreamExtended.newInitialPosition(InitialPositionInStream.TRIM_HORIZON);
    var configs =
        new ConfigsBuilder(
            StreamsSchedulerFactory.createSingleStreamTracker(arn, oldest),
            leases,
            adapter,
            clients.dynamoDb(),
            clients.cloudWatch(),
            worker.name(),
            processors);
    RetrievalConfig retrieval = configs.retrievalConfig();
    retrieval.retrievalSpecificConfig(
        new DynamoDBStreamsPollingConfig(arn, adapter)
            .idleTimeBetweenReadsInMillis(worker.poll().toMillis()));
    Scheduler scheduler =
        StreamsSchedulerFactory.createScheduler(
            configs.checkpointConfig(),
            configs
                .coordinatorConfig()
                .skipShardSyncAtWorkerInitializationIfLeasesExist(true)
                .parentShardPollIntervalMillis(worker.failover().toMillis()),
            leasing(configs.leaseManagementConfig(), worker.failover().toMillis()),
            configs.lifecycleConfig(),
            configs.metricsConfig().metricsFactory(new NullMetricsFactory()),
            configs.processorConfig().callProcessRecordsEvenForEmptyRecordList(true),
            retrieval,
            adapter);
    var follower = new Follower(scheduler, clients, stopping);
    follower.thread.start();
    var leader =
        new StaleLeader(
            clients.dynamoDb(), leases, worker.failover().multipliedBy(LEADERS), System::nanoTime);
    long pause = worker.failover().toMillis();
    var _ = follower.watch.scheduleWithFixedDelay(leader, pause, pause, TimeUnit.MILLISECONDS);
    return follower;
  }

  /**
   * All that has to do with who has which shard goes by one duration. The library's own are made
   * for thousands of shards: with them the first record comes after more than a minute.
   */
  private static LeaseManagementConfig leasing(LeaseManagementConfig leases, long failover) {
    leases.workerUtilizationAwareAssignmentConfig().workerMetricsReporterFreqInMillis(failover / 2);
    return leases
        .failoverTimeMillis(failover)
        .dynamoDbLockBasedLeaderLeaseDurationInMillis(LEADERS * failover)
        .dynamoDbLockBasedLeaderHeartbeatPeriodInMillis(failover)
        .leaseAssignmentIntervalMillis(failover)
        .shardSyncIntervalMillis(Math.max(failover, 1_000))
        .leasesRecoveryAuditorInconsistencyConfidenceThreshold(0);
  }

  /** Whether the library still runs: it ends by itself when it cannot begin. */
  public boolean isAlive() {
    return thread.isAlive();
  }

  /** Commits what is read, hands the leases over, and ends. */
  @Override
  public void close() {
    try {
      scheduler.startGracefulShutdown().get(DRAIN.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("not all shards were handed over in {}: {}", DRAIN, e.toString());
    }
    stopping.begin();
    watch.shutdownNow();
    scheduler.shutdown();
    try {
      var _ = thread.join(GIVE_UP);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    clients.close();
  }
}
