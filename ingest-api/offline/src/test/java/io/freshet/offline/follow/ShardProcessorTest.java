package io.freshet.offline.follow;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.dynamodbv2.streamsadapter.adapter.DynamoDBStreamsClientRecord;
import com.amazonaws.services.dynamodbv2.streamsadapter.model.DynamoDBStreamsProcessRecordsInput;
import io.freshet.ingest.plan.Schemas;
import io.freshet.offline.Payments;
import io.freshet.offline.Stream;
import io.freshet.offline.TestCatalog;
import io.freshet.offline.commit.Change;
import io.freshet.offline.commit.Logs;
import io.freshet.offline.config.Limits;
import io.freshet.offline.config.OfflineConfig.Unknown;
import io.freshet.offline.config.OfflineConfig.Worker;
import io.freshet.offline.metrics.OfflineMetrics;
import io.freshet.offline.table.ViewTables;
import io.freshet.schema.Catalogue;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.OperationType;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;
import software.amazon.kinesis.lifecycle.events.InitializationInput;
import software.amazon.kinesis.lifecycle.events.LeaseLostInput;
import software.amazon.kinesis.lifecycle.events.ShardEndedInput;
import software.amazon.kinesis.lifecycle.events.ShutdownRequestedInput;
import software.amazon.kinesis.processor.RecordProcessorCheckpointer;
import software.amazon.kinesis.retrieval.kpl.ExtendedSequenceNumber;

/** Processors as the library calls them, over a scripted stream; what they do, in its order. */
class ShardProcessorTest {
  private static final int BATCH = 3;

  @TempDir Path folder;

  private final Payments payments = Payments.plain();
  private final Stream stream = new Stream(payments);
  private final List<String> done = new ArrayList<>();
  private final AtomicInteger failures = new AtomicInteger();
  private final OfflineMetrics metrics = new OfflineMetrics(InstantSource.system(), "test");
  private Supplier<Schemas> schemas = payments::schemas;
  private ViewTables tables;

  @BeforeEach
  void open() {
    tables = TestCatalog.open(folder);
  }

  @AfterEach
  void close() {
    tables.close();
    assertThat(done).doesNotContain("broken");
  }

  @Test
  void aCheckpointComesAfterTheCommitAndNamesTheLastRecord() {
    stream.insert("u1", 1).insert("u2", 2).insert("u3", 3).insert("u4", 4);
    ShardProcessor processor = begin("shard-1");

    deliver(processor, stream.all());

    assertThat(done).containsExactly("3 rows", "checkpoint " + Stream.sequence(3));
    assertThat(users()).containsExactlyInAnyOrder("u1", "u2", "u3");
  }

  @Test
  void aCommitThatFailsIsTriedAgainAndNothingIsPassedOver() {
    stream.insert("u1", 1).insert("u2", 2).insert("u3", 3);
    failures.set(1);
    ShardProcessor processor = begin("shard-1");

    deliver(processor, stream.all());

    assertThat(done).containsExactly("failed", "0 rows", "checkpoint " + Stream.sequence(3));
    assertThat(users()).containsExactlyInAnyOrder("u1", "u2", "u3");
    assertThat(metrics.scrape()).contains("freshet_offline_commit_failures_total 1.0");
  }

  @Test
  void aShardIsNotLeftAtItsEndBeforeItsLastRowsAreIn() {
    stream.insert("u1", 1).insert("u2", 2);
    ShardProcessor processor = begin("shard-1");
    deliver(processor, stream.all());
    failures.set(1);

    processor.shardEnded(ShardEndedInput.builder().checkpointer(checkpointer()).build());

    assertThat(done).containsExactly("failed", "0 rows", "checkpoint");
    assertThat(users()).containsExactlyInAnyOrder("u1", "u2");
  }

  @Test
  void itemsThatExpireAndItemsThatAreChangedAddNoRow() {
    stream.insert("u1", 1).remove().insert("u2", 2);
    ShardProcessor processor = begin("shard-1");

    deliver(processor, stream.all());
    hand(processor);

    assertThat(done).containsExactly("2 rows", "checkpoint " + Stream.sequence(3));
    assertThat(users()).containsExactlyInAnyOrder("u1", "u2");
  }

  @Test
  void aShardThatIsLostIsLeftToItsNextWorker() {
    stream.insert("u1", 1).insert("u2", 2);
    ShardProcessor loser = begin("shard-1");
    deliver(loser, stream.all());

    loser.leaseLost(LeaseLostInput.builder().build());
    deliver(loser, stream.all());
    hand(loser);

    assertThat(done).isEmpty();
    ShardProcessor next = begin("shard-1");
    deliver(next, stream.all());
    hand(next);
    assertThat(users()).containsExactlyInAnyOrder("u1", "u2");
  }

  @Test
  void aShardEndsWhenAllOfItIsInAndItsChildrenBegin() {
    stream.insert("u1", 1).insert("u2", 2).insert("u3", 3).insert("u4", 4);
    ShardProcessor parent = begin("parent");
    deliver(parent, stream.between(3, 4));

    parent.shardEnded(ShardEndedInput.builder().checkpointer(checkpointer()).build());
    // A child's numbers have nothing to do with its parent's.
    ShardProcessor child = begin("child");
    deliver(child, stream.between(1, 2));
    hand(child);

    assertThat(done)
        .containsExactly("2 rows", "checkpoint", "2 rows", "checkpoint " + Stream.sequence(2));
    assertThat(users()).containsExactlyInAnyOrder("u1", "u2", "u3", "u4");
  }

  @Test
  void aRowOfAViewThatIsNotRegisteredYetWaitsForItsSchema() {
    stream.insert("u1", 1).insert("u2", 2).insert("u3", 3);
    var looks = new AtomicInteger();
    schemas =
        () ->
            looks.incrementAndGet() < 2
                ? new Schemas(new Catalogue(List.of()))
                : payments.schemas();
    ShardProcessor processor = begin("shard-1");

    deliver(processor, stream.all());

    assertThat(users()).containsExactlyInAnyOrder("u1", "u2", "u3");
  }

  private ShardProcessor begin(String shard) {
    var worker =
        new Worker(
            "w",
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            new Limits(Duration.ofHours(1), BATCH, 1 << 20),
            1 << 20,
            Unknown.WAIT,
            Duration.ofSeconds(1));
    Logs logs = Logs.of(tables, worker, this::written, InstantSource.system());
    var stopping = new Stopping();
    var rows = new StreamRows(() -> schemas.get(), tables, Unknown.WAIT, stopping, metrics);
    var processor = new ShardProcessor(logs, rows, stopping, metrics, () -> done.add("broken"));
    processor.initialize(
        InitializationInput.builder()
            .shardId(shard)
            .extendedSequenceNumber(ExtendedSequenceNumber.TRIM_HORIZON)
            .build());
    return processor;
  }

  private void written(String workspace, String view, int count) {
    if (failures.getAndDecrement() > 0) {
      done.add("failed");
      throw new IllegalStateException("the answer was lost");
    }
    done.add(count + " rows");
  }

  private void deliver(ShardProcessor processor, List<Change> changes) {
    processor.processRecords(
        DynamoDBStreamsProcessRecordsInput.builder()
            .records(changes.stream().map(ShardProcessorTest::record).toList())
            .checkpointer(checkpointer())
            .millisBehindLatest(0L)
            .build());
  }

  private void hand(ShardProcessor processor) {
    processor.shutdownRequested(
        ShutdownRequestedInput.builder().checkpointer(checkpointer()).build());
  }

  private static DynamoDBStreamsClientRecord record(Change change) {
    var data =
        StreamRecord.builder()
            .sequenceNumber(change.number())
            .approximateCreationDateTime(change.written())
            .sizeBytes(change.bytes());
    change.inserted().ifPresent(data::newImage);
    return DynamoDBStreamsClientRecord.fromRecord(
        Record.builder()
            .eventName(change.inserted().isPresent() ? OperationType.INSERT : OperationType.REMOVE)
            .dynamodb(data.build())
            .build());
  }

  private RecordProcessorCheckpointer checkpointer() {
    return (RecordProcessorCheckpointer)
        Proxy.newProxyInstance(
            RecordProcessorCheckpointer.class.getClassLoader(),
            new Class<?>[] {RecordProcessorCheckpointer.class},
            (_, method, arguments) -> {
              done.add(method.getName() + (arguments == null ? "" : " " + arguments[0]));
              return null;
            });
  }

  private List<Object> users() {
    return tables.find(Payments.WORKSPACE, Payments.VIEW).stream()
        .flatMap(table -> TestCatalog.rows(table).stream())
        .map(row -> row.getField("user_id"))
        .toList();
  }
}
