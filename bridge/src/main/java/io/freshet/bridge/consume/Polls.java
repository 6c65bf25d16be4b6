package io.freshet.bridge.consume;

import java.time.Duration;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.NoOffsetForPartitionException;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Polls on, whatever a poll comes to: a position that is none is set right, a failure passes. */
final class Polls {
  private static final Logger LOG = LoggerFactory.getLogger(Polls.class);

  private final Consumer<byte[], byte[]> consumer;
  private final PollBudget budget;
  private final Resets resets;
  private final RecreationWatch recreations;

  Polls(
      Consumer<byte[], byte[]> consumer,
      PollBudget budget,
      Resets resets,
      RecreationWatch recreations) {
    this.consumer = consumer;
    this.budget = budget;
    this.resets = resets;
    this.recreations = recreations;
  }

  /** The next records; none where the poll has failed in a way that the next one may not. */
  ConsumerRecords<byte[], byte[]> next(Duration patience) {
    try {
      return budget.poll(consumer, patience);
    } catch (NoOffsetForPartitionException e) {
      resets.noOffset(e);
    } catch (LogTruncationException e) {
      resets.truncated(e);
    } catch (OffsetOutOfRangeException e) {
      outOfRange(e);
    } catch (KafkaException e) {
      if (!Passing.is(e)) {
        throw e;
      }
      LOG.warn("a poll has failed, polling on: {}", e.getMessage());
    }
    return ConsumerRecords.empty();
  }

  private void outOfRange(OffsetOutOfRangeException e) {
    try {
      if (!recreations.explains(e.offsetOutOfRangePartitions().keySet())) {
        resets.outOfRange(e);
      }
    } catch (RetriableException again) {
      LOG.warn("the broker does not answer, asking again: {}", again.getMessage());
    }
  }
}
