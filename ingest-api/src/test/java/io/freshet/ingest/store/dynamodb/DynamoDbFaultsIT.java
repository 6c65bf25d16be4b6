package io.freshet.ingest.store.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.embedded.EmbeddedServers;
import io.freshet.embedded.fault.Fault;
import io.freshet.embedded.fault.FaultProxy;
import io.freshet.ingest.Samples;
import io.freshet.ingest.plan.SourcePlan;
import io.freshet.ingest.plan.Values;
import io.freshet.ingest.read.ReadTables.Consistency;
import io.freshet.ingest.read.StoredRow;
import io.freshet.ingest.request.PushedRecord;
import io.freshet.ingest.write.Outcome;
import io.freshet.ingest.write.Row;
import io.freshet.ingest.write.RowWriter;
import io.freshet.ingest.write.Rows;
import io.freshet.ingest.write.StoreException;
import io.freshet.ingest.write.StoreException.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What becomes of writes and reads while DynamoDB misbehaves. */
class DynamoDbFaultsIT {
  private static FaultProxy proxy;
  private static DynamoDbStore store;

  private final SourcePlan plan = Samples.plan();

  @BeforeAll
  static void start() {
    System.setProperty("aws.accessKeyId", "local");
    System.setProperty("aws.secretAccessKey", "local");
    proxy = FaultProxy.inFrontOf(EmbeddedServers.dynamoDb().endpoint());
    proxy.start();
    store =
        DynamoDbStore.start(
            new DynamoDbSettings("us-east-1", Optional.of(proxy.endpoint()), "faults_", true));
  }

  @AfterAll
  static void stop() {
    store.close();
    proxy.close();
  }

  @AfterEach
  void mend() {
    proxy.clear();
  }

  @Test
  void keysLeftUnprocessedAreAskedForAgainAndNeverMissing() {
    List<Row> rows = Stream.generate(this::row).limit(4).toList();
    write(rows);
    proxy.inject("BatchGetItem", 2, new Fault.Unprocessed(1));
    assertThat(read(rows)).hasSize(4);
  }

  @Test
  void keysThatStayUnprocessedFailTheRead() {
    List<Row> rows = Stream.generate(this::row).limit(9).toList();
    proxy.inject("BatchGetItem", new Fault.Unprocessed(1));
    assertThatThrownBy(() -> read(rows))
        .hasCauseInstanceOf(StoreException.class)
        .hasMessageContaining("unprocessed");
  }

  @Test
  void aThrottledWriteIsNotStoredAndSaysWhy() {
    proxy.inject("PutItem", Fault.throttle());
    assertThat(write(List.of(row()))).containsExactly(new Outcome.NotStored(Kind.THROTTLED));
  }

  @Test
  void aWriteThatFailsIsNotStored() {
    proxy.inject("PutItem", Fault.internalError());
    assertThat(write(List.of(row()))).containsExactly(new Outcome.NotStored(Kind.UNAVAILABLE));
  }

  @Test
  void anAnswerThatIsLostAfterTheWriteDoesNotStampTheRecordAnew() {
    Row row = row();
    proxy.inject("PutItem", 1, new Fault.ResetAfter());
    write(List.of(row));
    assertThat(read(List.of(row)).get(row.key()).version()).isEqualTo(row.version());
  }

  private List<Outcome> write(List<Row> rows) {
    return new RowWriter(store.writes(), () -> Samples.NOW).write(rows).join();
  }

  private Map<String, StoredRow> read(List<Row> rows) {
    Set<String> keys = rows.stream().map(Row::key).collect(Collectors.toSet());
    return store.reads().online(plan.views().getFirst(), keys, Consistency.STRONG).join();
  }

  private Row row() {
    var values = new Values(plan.fields());
    values.set(plan.fields().position("user_id"), UUID.randomUUID().toString());
    values.set(plan.fields().position("amount"), 1.0);
    values.set(plan.fields().position("event_time"), Samples.NOW);
    var pushed = new PushedRecord(plan, 0, values, OptionalLong.empty(), Optional.empty(), false);
    return Rows.of(pushed, 1).getFirst();
  }
}
