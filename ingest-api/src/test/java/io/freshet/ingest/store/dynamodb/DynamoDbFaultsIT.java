package io.freshet.ingest.store.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.freshet.embedded.EmbeddedServers;
import io.freshet.embedded.fault.Fault;
import io.freshet.embedded.fault.FaultProxy;
import io.freshet.embedded.fault.Injection;
import io.freshet.ingest.Samples;
import io.freshet.ingest.read.ReadTables.Consistency;
import io.freshet.ingest.read.StoredRow;
import io.freshet.ingest.store.Cards;
import io.freshet.ingest.store.Cards.Push;
import io.freshet.ingest.write.Outcome;
import io.freshet.ingest.write.Row;
import io.freshet.ingest.write.RowWriter;
import io.freshet.ingest.write.StoreException;
import io.freshet.ingest.write.StoreException.Kind;
import io.freshet.ingest.write.WriteTables;
import java.util.List;
import java.util.Map;
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

  @BeforeAll
  static void start() {
    proxy = FaultProxy.inFrontOf(EmbeddedServers.dynamoDb().endpoint());
    proxy.start();
    store = DynamoDbStore.start(LocalStore.settings(proxy.endpoint(), "faults_", true));
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
  void anAnswerOfSomeKeysIsProgressHoweverManyItTakes() {
    List<Row> rows = Stream.generate(this::row).limit(9).toList();
    write(rows);
    Injection injection = proxy.inject("BatchGetItem", 8, new Fault.Unprocessed(1));
    assertThat(read(rows)).hasSize(9);
    assertThat(injection.hits()).isEqualTo(8);
  }

  @Test
  void keysThatStayUnprocessedFailTheRead() {
    Row row = row();
    write(List.of(row));
    String answer =
        """
        {"Responses": {}, "UnprocessedKeys": {"faults_online": {"Keys": [{"pk": {"S": "%s"}}]}}}
        """;
    Injection injection =
        proxy.inject("BatchGetItem", new Fault.Answer(200, answer.formatted(row.key())));
    assertThatThrownBy(() -> read(List.of(row)))
        .hasCauseInstanceOf(StoreException.class)
        .hasMessageContaining("1 keys unprocessed")
        .cause()
        .isInstanceOfSatisfying(
            StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE));
    assertThat(injection.hits()).isEqualTo(5);
  }

  @Test
  void aReadThatIsThrottledSaysWhy() {
    proxy.inject("BatchGetItem", Fault.throttle("TableReadAccountLimitExceeded"));
    assertThatThrownBy(() -> read(List.of(row())))
        .cause()
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> assertThat(e.throttling()).containsExactly("TableReadAccountLimitExceeded"));
  }

  @Test
  void aThrottledWriteIsTriedThreeTimesAndSaysWhy() {
    Injection injection = proxy.inject("PutItem", Fault.throttle());
    Row row = row();
    assertThat(write(List.of(row))).containsExactly(new Outcome.NotStored(Kind.THROTTLED));
    assertThat(injection.hits()).isEqualTo(3);
    assertThatThrownBy(() -> store.writes().offer(row).join())
        .cause()
        .isInstanceOfSatisfying(
            StoreException.class,
            e ->
                assertThat(e.throttling())
                    .containsExactly("TableWriteProvisionedThroughputExceeded"));
  }

  @Test
  void aThrottleThatPassesIsNobodysBusiness() {
    proxy.inject("PutItem", 2, Fault.throttle());
    assertThat(write(List.of(row()))).containsExactly(new Outcome.Online());
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

  @Test
  void aRequestThatIsRepeatedAfterItsAnswersWereLostKeepsItsFirstIngestionTime() {
    String user = UUID.randomUUID().toString();
    Row first = Cards.row(Cards.LATEST, user, Push.of(1, 1), 1);
    proxy.inject("PutItem", 3, new Fault.ResetAfter());
    assertThat(write(List.of(first))).containsExactly(new Outcome.NotStored(Kind.UNAVAILABLE));

    Row between = Cards.row(Cards.LATEST, user, Push.of(1, 2), 2);
    write(List.of(between));
    Row again = Cards.row(Cards.LATEST, user, Push.of(1, 1), 3);
    assertThat(write(List.of(again))).containsExactly(new Outcome.Historic());
    assertThat(read(List.of(again)).get(again.key()).version()).isEqualTo(between.version());
    assertThat(store.writes().remember(again).join()).isEqualTo(first.version().ingestionTime());
  }

  @Test
  void anOnlineWriteWhoseAnswerIsLostIsThere() {
    Row row = row();
    store.writes().remember(row).join();
    proxy.inject("PutItem", 1, new Fault.ResetAfter());
    assertThat(store.writes().offer(row).join()).isEqualTo(WriteTables.Offered.HISTORIC);
    assertThat(read(List.of(row)).get(row.key()).version()).isEqualTo(row.version());
  }

  private List<Outcome> write(List<Row> rows) {
    return new RowWriter(store.writes(), () -> Samples.NOW).write(rows, Samples.UNHURRIED).join();
  }

  private Map<String, StoredRow> read(List<Row> rows) {
    Set<String> keys = rows.stream().map(Row::key).collect(Collectors.toSet());
    return store.reads().online(Cards.view(Cards.LATEST), keys, Consistency.STRONG).join();
  }

  private Row row() {
    return Cards.row(Cards.LATEST, UUID.randomUUID().toString(), Push.of(0, 1), 1);
  }
}
