package io.freshet.benchmarks.ingest;

import com.google.protobuf.Timestamp;
import io.freshet.ingest.v1.GetFeaturesRequest;
import io.freshet.ingest.v1.IngestRecord;
import io.freshet.ingest.v1.IngestRequest;
import io.freshet.ingest.v1.ListValue;
import io.freshet.ingest.v1.MapValue;
import io.freshet.ingest.v1.RecordList;
import io.freshet.ingest.v1.Value;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * The quickstart's transactions, as pushes and reads carry them. Record number n has the sequence
 * n, so that the store's stub can say how long it took over it.
 */
record Payments(Keys keys, Instant begun) {
  private static final String SOURCE = "transactions";
  private static final String VIEW = "user_last_transaction";

  byte[] json(long first, int batch) {
    String records =
        LongStream.range(first, first + batch)
            .mapToObj(this::json)
            .collect(Collectors.joining(","));
    return ("{\"workspace_name\":\"prod\",\"records\":{\"" + SOURCE + "\":[" + records + "]}}")
        .getBytes(StandardCharsets.UTF_8);
  }

  private String json(long record) {
    return "{\"record\":{\"user_id\":\""
        + user(record)
        + "\",\"transaction_id\":\"txn-"
        + Long.toHexString(record)
        + "\",\"amount\":"
        + amount(record)
        + ",\"currency\":\"EUR\",\"merchant_id\":\"m-01234\",\"tags\":[\"card\",\"ios\"],"
        + "\"event_time\":\""
        + eventTime(record)
        + "\"},\"sequence\":"
        + record
        + ",\"origin\":\"payments.v1/0\"}";
  }

  IngestRequest message(long first, int batch) {
    var list = RecordList.newBuilder();
    LongStream.range(first, first + batch).forEach(record -> list.addRecords(message(record)));
    return IngestRequest.newBuilder()
        .setWorkspaceName("prod")
        .putRecords(SOURCE, list.build())
        .build();
  }

  private IngestRecord message(long record) {
    Instant time = eventTime(record);
    return IngestRecord.newBuilder()
        .putRecord("user_id", text(user(record)))
        .putRecord("transaction_id", text("txn-" + Long.toHexString(record)))
        .putRecord("amount", Value.newBuilder().setDoubleValue(amount(record)).build())
        .putRecord("currency", text("EUR"))
        .putRecord("merchant_id", text("m-01234"))
        .putRecord(
            "tags",
            Value.newBuilder()
                .setListValue(ListValue.newBuilder().addValues(text("card")).addValues(text("ios")))
                .build())
        .putRecord(
            "event_time",
            Value.newBuilder()
                .setTimestampValue(
                    Timestamp.newBuilder()
                        .setSeconds(time.getEpochSecond())
                        .setNanos(time.getNano()))
                .build())
        .setSequence(record)
        .setOrigin("payments.v1/0")
        .build();
  }

  /** A read of so many users; the first of them is the read's number. */
  byte[] readJson(long read, int users) {
    String joinKeys =
        readers(read, users).stream()
            .map(user -> "{\"user_id\":\"" + user + "\"}")
            .collect(Collectors.joining(","));
    return ("{\"workspace_name\":\"prod\",\"feature_view_name\":\""
            + VIEW
            + "\",\"join_keys\":["
            + joinKeys
            + "]}")
        .getBytes(StandardCharsets.UTF_8);
  }

  GetFeaturesRequest readMessage(long read, int users) {
    var request = GetFeaturesRequest.newBuilder().setWorkspaceName("prod").setFeatureViewName(VIEW);
    readers(read, users)
        .forEach(
            user -> request.addJoinKeys(MapValue.newBuilder().putValues("user_id", text(user))));
    return request.build();
  }

  private List<String> readers(long read, int users) {
    return LongStream.range(0, users)
        .mapToObj(i -> i == 0 ? "u-" + read : user(read * users + i))
        .toList();
  }

  private String user(long record) {
    return "u-" + keys.user(record);
  }

  private Instant eventTime(long record) {
    return begun.plusNanos(record * 1_000);
  }

  private static double amount(long record) {
    return record % 100_000 / 4.0;
  }

  private static Value text(String text) {
    return Value.newBuilder().setStringValue(text).build();
  }
}
