package io.freshet.quickstart.guarantee;

import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromB;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromBool;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromL;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromN;
import static software.amazon.awssdk.services.dynamodb.model.AttributeValue.fromS;

import io.freshet.quickstart.guarantee.Evidence.Tables;
import io.freshet.quickstart.guarantee.Fate.Delete;
import io.freshet.quickstart.guarantee.Fate.Refusal;
import io.freshet.quickstart.guarantee.Fate.Upsert;
import io.freshet.quickstart.guarantee.Fate.Version;
import io.freshet.quickstart.guarantee.Happening.Started;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The evidence that a bridge and a server without any flaw would leave, for a workload. */
final class FlawlessRun {
  static final String TOPIC = "payments";
  static final String GROUP = "bridges";
  static final String BRIDGE = "bridge-1#1";
  private static final int PARTITIONS = 3;
  private static final long NOW = 1_790_000_000_000L;

  private final List<Produced> produced = new ArrayList<>();
  private final List<Row> history = new ArrayList<>();
  private final Map<String, Row> online = new HashMap<>();
  private final List<Letter> letters = new ArrayList<>();
  private final List<Push> pushes = new ArrayList<>();
  private final Map<Integer, Long> ends = new HashMap<>();
  private final List<Offsets> offsets = new ArrayList<>();

  private FlawlessRun() {}

  static Evidence evidence() {
    var run = new FlawlessRun();
    for (Item item :
        Workload.of(4711, 3_000, PARTITIONS, Tombstones.DELETE, new Encoding.Json(), NOW - 3_000)) {
      run.take(item);
    }
    return run.leave();
  }

  private void take(Item item) {
    long offset = ends.merge(item.partition(), 1L, Long::sum) - 1;
    ConsumerRecord<byte[], byte[]> record = consumed(item.to(TOPIC), offset);
    var one = new Produced(record, item.fate());
    produced.add(one);
    switch (item.fate()) {
      case Version version -> store(version, one.position());
      case Refusal _ -> letters.add(letter(record));
      case Fate.Skip _ -> {}
    }
    if (item.number() % 100 == 99) {
      offsets.add(new Offsets(tick(), Map.copyOf(ends)));
    }
  }

  private void store(Version version, Position position) {
    pushes.add(new Push(tick(), BRIDGE, position, tick() + 1));
    Map<String, AttributeValue> attributes = attributes(version, position);
    boolean expired = version.eventTimeMillis() < NOW - 30L * 24 * 3_600_000;
    var row = new Row(Map.copyOf(attributes));
    if (!expired) {
      online.merge(row.key(), row, (a, b) -> a.isNewerThan(b) ? a : b);
    }
    attributes.put("sk", attributes.get("_version"));
    history.add(new Row(Map.copyOf(attributes)));
  }

  private long tick() {
    return 10L * produced.size();
  }

  private static Map<String, AttributeValue> attributes(Version version, Position position) {
    long micros = version.eventTimeMillis() * 1_000;
    Map<String, AttributeValue> attributes = new HashMap<>();
    attributes.put("pk", fromS("prod|user_last_transaction|" + version.user()));
    attributes.put("_event_time", fromN(Long.toString(micros)));
    attributes.put("_ingestion_time", fromN(Long.toString(NOW * 1_000)));
    attributes.put("_sequence", fromN(Long.toString(position.offset())));
    attributes.put("_origin", fromS(TOPIC + "/" + position.partition()));
    attributes.put(
        "_version", bytes(ByteBuffer.allocate(16).putLong(micros).putLong(position.offset())));
    switch (version) {
      case Delete _ -> attributes.put("_deleted", fromBool(true));
      case Upsert says -> putFeatures(says, attributes);
    }
    return attributes;
  }

  private static void putFeatures(Upsert says, Map<String, AttributeValue> attributes) {
    attributes.put("transaction_id", fromS(says.transactionId()));
    attributes.put("amount", fromN(Double.toString(says.amount())));
    says.currency().ifPresent(value -> attributes.put("currency", fromS(value)));
    says.merchant().ifPresent(value -> attributes.put("merchant_id", fromS(value)));
    if (!says.tags().isEmpty()) {
      attributes.put("tags", fromL(says.tags().stream().map(AttributeValue::fromS).toList()));
    }
  }

  private static AttributeValue bytes(ByteBuffer buffer) {
    return fromB(SdkBytes.fromByteBuffer(buffer.duplicate().rewind()));
  }

  private static ConsumerRecord<byte[], byte[]> consumed(
      ProducerRecord<byte[], byte @Nullable []> sent, long offset) {
    return new ConsumerRecord<>(
        sent.topic(),
        Optional.ofNullable(sent.partition()).orElseThrow(),
        offset,
        Optional.ofNullable(sent.timestamp()).orElseThrow(),
        TimestampType.CREATE_TIME,
        0,
        0,
        sent.key(),
        sent.value(),
        new RecordHeaders(sent.headers().toArray()),
        Optional.empty());
  }

  static Letter letter(ConsumerRecord<byte[], byte[]> source) {
    return letter(source, source.value());
  }

  static Letter letter(ConsumerRecord<byte[], byte[]> source, byte[] value) {
    var sent = new ProducerRecord<>("dead", 0, source.timestamp(), source.key(), value);
    source.headers().forEach(sent.headers()::add);
    Map.of(
            "group",
            GROUP,
            "topic",
            TOPIC,
            "partition",
            Integer.toString(source.partition()),
            "offset",
            Long.toString(source.offset()),
            "timestamp",
            Long.toString(source.timestamp()),
            "stage",
            "decode",
            "error_type",
            "UNDECODABLE",
            "message",
            "not JSON")
        .forEach((name, text) ->
            sent.headers().add("freshet." + name, text.getBytes(StandardCharsets.UTF_8)));
    return new Letter(consumed(sent, 0));
  }

  private Evidence leave() {
    offsets.add(new Offsets(tick() + 10, Map.copyOf(ends)));
    List<Row> rows = List.copyOf(online.values());
    return new Evidence(
        GROUP,
        produced,
        letters,
        new Tables(history, rows),
        new Tables(history.subList(0, history.size() / 2), List.of()),
        offsets,
        pushes,
        List.of(new Started(BRIDGE, 0)),
        NOW);
  }
}
