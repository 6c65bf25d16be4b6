package io.freshet.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.freshet.quickstart.Event.Transaction;
import io.freshet.quickstart.EventProducer.Sent;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.StreamSupport;

/**
 * One stream of events, and the oracle that says afterwards what must have become of it. The oracle
 * knows the produced events, the broker and the tables, and none of Freshet's code.
 */
final class Payments implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final String VIEW = "prod|user_last_transaction|";

  private final Where where;
  private final String name;
  private final String topic;
  private final String group;
  private final EventStream stream;
  private final EventProducer producer;
  private final ExecutorService background = Executors.newVirtualThreadPerTaskExecutor();

  /**
   * Where to look.
   *
   * @param kafka bootstrap servers
   * @param dynamoDb the store's endpoint
   */
  record Where(String kafka, URI dynamoDb) {}

  /**
   * A stream into the topic {@code NAME.v1}, which is there, for bridges of the group {@code
   * group-NAME}.
   *
   * @param users how many there are; their ids begin with the name
   */
  Payments(Where where, String name, long seed, int users) {
    this.where = where;
    this.name = name;
    this.topic = topic(name);
    this.group = group(name);
    this.stream = new EventStream(seed, name + "-", users, System.currentTimeMillis() - 100_000);
    this.producer = new EventProducer(where.kafka(), topic);
  }

  static String topic(String name) {
    return name + ".v1";
  }

  static String group(String name) {
    return "group-" + name;
  }

  /** Sends events in the background, so many a second. */
  Future<?> produce(long events, long perSecond) {
    return background.submit(() -> producer.send(stream, events, perSecond));
  }

  /** Somebody of whom an event was sent. */
  String someUser() {
    return StreamSupport.stream(producer.sent().spliterator(), false)
        .flatMap(sent -> sent.event().transaction().stream())
        .findFirst()
        .orElseThrow()
        .userId();
  }

  /** Waits until so many events have been committed by the group: the flow is in full swing. */
  void awaitCommitted(long atLeast) {
    try (var broker = new Broker(where.kafka())) {
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(100))
          .until(() -> broker.committed(group, topic) >= atLeast);
    }
  }

  /** The events that are no poison, as {@code topic/partition/offset}, sorted. */
  List<String> intact() {
    return List.copyOf(positions(true));
  }

  /** Every event is stored or dead-lettered, nothing else is, and everything is committed. */
  void assertNothingLost() {
    try (var broker = new Broker(where.kafka());
        var tables = new Tables(where.dynamoDb())) {
      long produced = broker.records(topic);
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(200))
          .untilAsserted(() -> assertThat(broker.committed(group, topic)).isEqualTo(produced));
      assertThat(positions(true).size() + positions(false).size()).isEqualTo((int) produced);
      assertThat(tables.stored(topic)).as("events in history").isEqualTo(positions(true));
      assertDeadLetters(broker);
      assertOnline(tables);
    }
  }

  private void assertDeadLetters(Broker broker) {
    var letters = broker.deadLetters(LocalSystem.DEAD_LETTERS, topic);
    assertThat(letters.keySet()).as("dead letters").isEqualTo(positions(false));
    for (Sent sent : producer.sent()) {
      var letter = letters.get(sent.position());
      if (letter != null) {
        assertThat(letter.value()).as("to the byte").isEqualTo(sent.event().value());
        assertThat(Broker.header(letter, "freshet.error_type")).isNotEmpty();
        assertThat(Broker.header(letter, "freshet.message")).isNotEmpty();
      }
    }
  }

  /** The row of each user is the event with the newest event time, ties won by the later offset. */
  private void assertOnline(Tables tables) {
    Map<String, Sent> winners = new HashMap<>();
    for (Sent sent : producer.sent()) {
      sent.event()
          .transaction()
          .ifPresent(transaction -> winners.merge(transaction.userId(), sent, Payments::newer));
    }
    var rows = tables.online(VIEW + name + "-");
    assertThat(rows).hasSameSizeAs(winners);
    winners.forEach((user, winner) -> {
      var row = rows.get(VIEW + user);
      Transaction transaction = winner.event().transaction().orElseThrow();
      assertThat(row).as("row of " + user).isNotNull();
      assertThat(row.get("transaction_id").s()).isEqualTo(transaction.transactionId());
      assertThat(Double.parseDouble(row.get("amount").n())).isEqualTo(transaction.amount());
      assertThat(row.get("currency").s()).isEqualTo(transaction.currency());
      assertThat(Long.parseLong(row.get("_event_time").n()))
          .isEqualTo(transaction.eventTimeMillis() * 1_000);
      assertThat(Long.parseLong(row.get("_sequence").n())).isEqualTo(winner.offset());
    });
  }

  private static Sent newer(Sent a, Sent b) {
    long timeA = a.event().transaction().orElseThrow().eventTimeMillis();
    long timeB = b.event().transaction().orElseThrow().eventTimeMillis();
    return timeA > timeB || (timeA == timeB && a.offset() > b.offset()) ? a : b;
  }

  private Set<String> positions(boolean intact) {
    Set<String> positions = new TreeSet<>();
    for (Sent sent : producer.sent()) {
      if (sent.event().transaction().isPresent() == intact) {
        positions.add(sent.position());
      }
    }
    return positions;
  }

  @Override
  public void close() {
    background.shutdownNow();
    producer.close();
  }
}
