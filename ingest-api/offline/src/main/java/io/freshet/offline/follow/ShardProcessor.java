package io.freshet.offline.follow;

import com.amazonaws.services.dynamodbv2.streamsadapter.adapter.DynamoDBStreamsClientRecord;
import com.amazonaws.services.dynamodbv2.streamsadapter.model.DynamoDBStreamsProcessRecordsInput;
import com.amazonaws.services.dynamodbv2.streamsadapter.processor.DynamoDBStreamsShardRecordProcessor;
import io.freshet.offline.commit.Change;
import io.freshet.offline.commit.Logs;
import io.freshet.offline.commit.ShardLog;
import io.freshet.offline.metrics.OfflineMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.kinesis.exceptions.InvalidStateException;
import software.amazon.kinesis.exceptions.ShutdownException;
import software.amazon.kinesis.exceptions.ThrottlingException;
import software.amazon.kinesis.lifecycle.events.InitializationInput;
import software.amazon.kinesis.lifecycle.events.LeaseLostInput;
import software.amazon.kinesis.lifecycle.events.ShardEndedInput;
import software.amazon.kinesis.lifecycle.events.ShutdownRequestedInput;
import software.amazon.kinesis.processor.RecordProcessorCheckpointer;

/**
 * A shard's records into its log. The library skips what a processor throws at: so nothing is
 * thrown. What fails is tried again without end while lag grows, and a checkpoint comes only after
 * the commit.
 */
final class ShardProcessor implements DynamoDBStreamsShardRecordProcessor {
  private static final Logger LOG = LoggerFactory.getLogger(ShardProcessor.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final Logs logs;
  private final StreamRows rows;
  private final Stopping stopping;
  private final OfflineMetrics metrics;
  private final Runnable broken;

  private Optional<ShardLog> log = Optional.empty();

  /**
   * Of one shard.
   *
   * @param broken ends the process: an error that no second try mends
   */
  ShardProcessor(
      Logs logs, StreamRows rows, Stopping stopping, OfflineMetrics metrics, Runnable broken) {
    this.logs = logs;
    this.rows = rows;
    this.stopping = stopping;
    this.metrics = metrics;
    this.broken = broken;
  }

  @Override
  public void initialize(InitializationInput input) {
    LOG.info("shard {}: begins at {}", input.shardId(), input.extendedSequenceNumber());
    ShardLog begun = logs.begin(input.shardId());
    log = Optional.of(begun);
    metrics.watch(begun.shard(), 0, Optional.empty());
  }

  @Override
  public void processRecords(DynamoDBStreamsProcessRecordsInput input) {
    orNothing(shard -> {
      for (DynamoDBStreamsClientRecord record : input.records()) {
        Change change = change(record.getRecord());
        if (shard.isNew(change)) {
          shard.add(change, rows.row(change));
          metrics.watch(shard.shard(), shard.pending(), shard.oldest());
          commitIfDue(shard, input.checkpointer());
        }
      }
      commitIfDue(shard, input.checkpointer());
      // Of a shard that still delivers, what comes next is about as old as what came last.
      Optional<Instant> last =
          input.records().isEmpty()
              ? Optional.empty()
              : Optional.of(change(input.records().getLast().getRecord()).written());
      metrics.watch(shard.shard(), shard.pending(), shard.oldest().or(() -> last));
    });
  }

  @Override
  public void leaseLost(LeaseLostInput input) {
    log.ifPresent(shard -> {
      LOG.info("shard {}: another worker has it; {} rows are its", shard.shard(), shard.pending());
      metrics.forget(shard.shard());
    });
    log = Optional.empty();
  }

  @Override
  public void shardEnded(ShardEndedInput input) {
    orNothing(shard -> {
      persistently(shard);
      checkpointEnd(input.checkpointer());
      LOG.info("shard {}: is read to its end", shard.shard());
      metrics.forget(shard.shard());
      log = Optional.empty();
    });
  }

  @Override
  public void shutdownRequested(ShutdownRequestedInput input) {
    orNothing(shard -> {
      try {
        checkpoint(input.checkpointer(), shard.commit());
        LOG.info("shard {}: is handed over", shard.shard());
      } catch (RuntimeException e) {
        LOG.warn("shard {}: its last rows are left to the next worker", shard.shard(), e);
      }
      metrics.forget(shard.shard());
      log = Optional.empty();
    });
  }

  private interface Work {
    void on(ShardLog shard);
  }

  private void orNothing(Work work) {
    try {
      log.ifPresent(work::on);
    } catch (Stopping.Stopped _) {
      log = Optional.empty();
    } catch (RuntimeException | Error e) {
      LOG.error("a bug, or the machine: the worker ends, so that no record is passed over", e);
      log = Optional.empty();
      broken.run();
    }
  }

  private void commitIfDue(ShardLog shard, RecordProcessorCheckpointer checkpointer) {
    if (shard.due()) {
      checkpoint(checkpointer, persistently(shard));
    }
  }

  private Optional<String> persistently(ShardLog shard) {
    Duration pause = FIRST_PAUSE;
    while (true) {
      try {
        return shard.commit();
      } catch (RuntimeException e) {
        metrics.commitFailed();
        LOG.warn("shard {}: a commit failed, and is tried again: {}", shard.shard(), e.toString());
        LOG.debug("the failure", e);
      }
      metrics.watch(shard.shard(), shard.pending(), shard.oldest());
      stopping.pause(pause);
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
              ? pause.multipliedBy(2)
              : LONGEST_PAUSE;
    }
  }

  /** One that fails costs only that more is read again after a crash, and left out. */
  private static void checkpoint(RecordProcessorCheckpointer checkpointer, Optional<String> upTo) {
    try {
      if (upTo.isPresent()) {
        checkpointer.checkpoint(upTo.get());
      }
    } catch (ThrottlingException | InvalidStateException e) {
      LOG.warn("a checkpoint failed, the next will do: {}", e.toString());
    } catch (ShutdownException e) {
      LOG.debug("no checkpoint: the lease is another worker's", e);
    }
  }

  private void checkpointEnd(RecordProcessorCheckpointer checkpointer) {
    while (true) {
      try {
        checkpointer.checkpoint();
        return;
      } catch (ThrottlingException | InvalidStateException e) {
        LOG.warn("the checkpoint at a shard's end failed, and is tried again: {}", e.toString());
        stopping.pause(FIRST_PAUSE);
      } catch (ShutdownException e) {
        LOG.debug("no checkpoint: the lease is another worker's", e);
        return;
      }
    }
  }

  private static Change change(Record record) {
    boolean insert = record.eventName() == OperationType.INSERT;
    return new Change(
        record.dynamodb().sequenceNumber(),
        insert ? Optional.of(record.dynamodb().newImage()) : Optional.empty(),
        record.dynamodb().approximateCreationDateTime(),
        Optional.ofNullable(record.dynamodb().sizeBytes()).orElse(0L));
  }
}
