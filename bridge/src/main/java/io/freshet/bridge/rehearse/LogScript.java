package io.freshet.bridge.rehearse;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.message.FetchRequestData;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.message.FetchResponseData.FetchableTopicResponse;
import org.apache.kafka.common.message.FetchResponseData.PartitionData;
import org.apache.kafka.common.message.ListOffsetsResponseData;
import org.apache.kafka.common.message.ListOffsetsResponseData.ListOffsetsPartitionResponse;
import org.apache.kafka.common.message.ListOffsetsResponseData.ListOffsetsTopicResponse;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;

/** What the leader of a partition answers that has some events. */
final class LogScript {
  /** All that is loaded is loaded by then; a hundred times as many gain nothing (RESULTS.md). */
  static final int EVENTS = 2_000;

  private static final SimpleRecord[] CHUNK =
      IntStream.range(0, 400)
          .mapToObj(LogScript::event)
          .map(event -> new SimpleRecord(event.getBytes(StandardCharsets.UTF_8)))
          .toArray(SimpleRecord[]::new);

  private LogScript() {}

  static ApiMessage startOfLog() {
    return new ListOffsetsResponseData()
        .setTopics(
            List.of(
                new ListOffsetsTopicResponse()
                    .setName(Script.TOPIC)
                    .setPartitions(
                        List.of(
                            new ListOffsetsPartitionResponse()
                                .setPartitionIndex(0)
                                .setOffset(0)
                                .setLeaderEpoch(0)))));
  }

  static ApiMessage fetched(FetchRequestData asked) {
    long offset = asked.topics().getFirst().partitions().getFirst().fetchOffset();
    if (offset >= EVENTS) {
      LockSupport.parkNanos(asked.maxWaitMs() * 1_000_000L);
    }
    return new FetchResponseData()
        .setResponses(
            List.of(
                new FetchableTopicResponse()
                    .setTopic(Script.TOPIC)
                    .setPartitions(
                        List.of(
                            new PartitionData()
                                .setPartitionIndex(0)
                                .setHighWatermark(EVENTS)
                                .setLastStableOffset(EVENTS)
                                .setLogStartOffset(0)
                                .setAbortedTransactions(List.of())
                                .setRecords(
                                    offset < EVENTS ? events(offset) : MemoryRecords.EMPTY)))));
  }

  private static MemoryRecords events(long offset) {
    return MemoryRecords.withRecords(offset, Compression.NONE, CHUNK);
  }

  private static String event(int number) {
    return """
    {"id": "event-%010d", "kind": "payment.authorised", "at": %d, "tags": ["a", "b"], "count": %d,
     "payment": {"amount": %d.5, "currency": "EUR", "card": {"hash": "%016x", "country": "DE"}},
     "user": {"id": "u-%d", "device": "android-15.%d", "name": "Zo\u00eb"}}
    """
        .formatted(
            number,
            1_764_000_000_000L + number,
            number,
            number,
            number * 0x9E3779B97F4A7C15L,
            number % 97,
            number % 9);
  }
}
