package io.freshet.bridge.rehearse;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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

/** What the leader of a partition answers that has a few events. */
final class LogScript {
  static final int EVENTS = 500;

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
                                .setRecords(offset < EVENTS ? events() : MemoryRecords.EMPTY)))));
  }

  private static MemoryRecords events() {
    List<SimpleRecord> events = new ArrayList<>(EVENTS);
    IntStream.range(0, EVENTS)
        .mapToObj(i ->
            """
            {"user": {"id": "u-%d", "device": "d"}, "amount": %d.5, "count": %d, "tags": ["a", "b"],
             "at": 1764000000000}
            """
                .formatted(i % 97, i, i))
        .map(event -> new SimpleRecord(event.getBytes(StandardCharsets.UTF_8)))
        .forEach(events::add);
    return MemoryRecords.withRecords(Compression.NONE, events.toArray(SimpleRecord[]::new));
  }
}
