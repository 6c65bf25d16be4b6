package io.freshet.ingest.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.freshet.api.RequestErrorType;
import io.freshet.ingest.Samples;
import io.freshet.ingest.plan.Values;
import io.freshet.ingest.plan.ViewPlan;
import io.freshet.ingest.read.ReadAnswer.Read;
import io.freshet.ingest.read.ReadAnswer.Refused;
import io.freshet.ingest.read.ReadAnswer.Result;
import io.freshet.ingest.read.ReadAnswer.Status;
import io.freshet.ingest.read.ReadTables.Consistency;
import io.freshet.ingest.store.Cards;
import io.freshet.ingest.store.Cards.Push;
import io.freshet.ingest.store.memory.MemoryTables;
import io.freshet.ingest.write.Row;
import io.freshet.ingest.write.RowWriter;
import io.freshet.ingest.write.StoreException;
import io.freshet.ingest.write.StoreException.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FeatureReaderTest {
  private static final long DAY = 86_400;

  private final MemoryTables tables = new MemoryTables();
  private Instant now = Samples.NOW;
  private final FeatureReader reader = new FeatureReader(tables, () -> now);

  @Test
  void answersInTheOrderAskedAlsoForKeysThatAreAskedTwice() {
    write(Cards.LATEST, "a", Push.of(0, 1));
    write(Cards.LATEST, "b", Push.of(0, 2));
    assertThat(read(Cards.LATEST, Optional.empty(), "b", "none", "a", "b"))
        .extracting(result -> result.key().at(0), Result::status)
        .containsExactly(
            tuple("b", Status.PRESENT),
            tuple("none", Status.MISSING),
            tuple("a", Status.PRESENT),
            tuple("b", Status.PRESENT));
  }

  @Test
  void anOnlineRowExpiresAtItsEventTimeAndTheTtl() {
    write(Cards.RECENT, "u", Push.of(0, 1));
    now = Samples.NOW.plus(Cards.TTL).minusSeconds(1);
    assertThat(status(Cards.RECENT)).isEqualTo(Status.PRESENT);
    now = Samples.NOW.plus(Cards.TTL);
    assertThat(status(Cards.RECENT)).isEqualTo(Status.EXPIRED);
  }

  @Test
  void whatIsDeletedIsMissing() {
    write(Cards.LATEST, "u", Push.of(0, 1), Push.deleteAt(1));
    assertThat(status(Cards.LATEST)).isEqualTo(Status.MISSING);
    assertThat(statusAt(Cards.LATEST, 1)).isEqualTo(Status.MISSING);
    assertThat(statusAt(Cards.LATEST, 0)).isEqualTo(Status.PRESENT);
  }

  @Test
  void aMomentIsAnsweredAsTheOnlineRowWasThen() {
    write(Cards.RECENT, "u", Push.of(0, 1));
    now = Samples.NOW.plusSeconds(100 * DAY);
    long ttl = Cards.TTL.toSeconds();
    assertThat(statusAt(Cards.RECENT, -1)).isEqualTo(Status.MISSING);
    assertThat(statusAt(Cards.RECENT, ttl - 1)).isEqualTo(Status.PRESENT);
    assertThat(statusAt(Cards.RECENT, ttl)).isEqualTo(Status.EXPIRED);
  }

  @Test
  void aMomentThatIsStillToComeIsAnsweredAsNow() {
    write(Cards.RECENT, "u", Push.of(0, 1));
    assertThat(statusAt(Cards.RECENT, 1_000 * DAY)).isEqualTo(Status.PRESENT);
  }

  @Test
  void historyThatIsToBeForgottenIsMissingAlsoBeforeItIsRemoved() {
    write(Cards.KEPT, "u", Push.of(0, 1));
    now = Samples.NOW.plus(Cards.RETENTION).minusSeconds(1);
    assertThat(statusAt(Cards.KEPT, 0)).isEqualTo(Status.PRESENT);
    now = Samples.NOW.plus(Cards.RETENTION);
    assertThat(statusAt(Cards.KEPT, 0)).isEqualTo(Status.MISSING);
    assertThat(status(Cards.KEPT)).isEqualTo(Status.PRESENT);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aStoreThatFailsIsNoMissingRow(Kind kind) {
    var failing =
        new ReadTables() {
          @Override
          public CompletableFuture<Map<String, StoredRow>> online(
              ViewPlan view, Set<String> keys, Consistency consistency) {
            return CompletableFuture.failedFuture(new StoreException(kind, "told to fail"));
          }

          @Override
          public CompletableFuture<Optional<StoredRow>> asOf(
              ViewPlan view, String key, AsOf moment) {
            return CompletableFuture.failedFuture(new StoreException(kind, "told to fail"));
          }
        };
    var failingReader = new FeatureReader(failing, () -> now);
    for (Optional<AsOf> asOf : List.of(Optional.<AsOf>empty(), Optional.of(new AsOf(0, 0)))) {
      ReadAnswer answer =
          failingReader.read(request(Cards.LATEST, asOf, "u"), Samples.UNHURRIED).join();
      assertThat(answer)
          .isInstanceOfSatisfying(
              Refused.class,
              refused ->
                  assertThat(refused.refusal().type())
                      .isEqualTo(
                          switch (kind) {
                            case THROTTLED -> RequestErrorType.THROTTLED;
                            case TOO_LATE -> RequestErrorType.DEADLINE_EXCEEDED;
                            case UNAVAILABLE -> RequestErrorType.STORE_UNAVAILABLE;
                          }));
    }
  }

  private Status status(String view) {
    return read(view, Optional.empty(), "u").getFirst().status();
  }

  private Status statusAt(String view, long second) {
    return read(view, Optional.of(new AsOf(Cards.micros(second), Long.MAX_VALUE)), "u")
        .getFirst()
        .status();
  }

  private List<Result> read(String view, Optional<AsOf> asOf, String... users) {
    return ((Read) reader.read(request(view, asOf, users), Samples.UNHURRIED).join()).results();
  }

  private static ReadRequest request(String name, Optional<AsOf> asOf, String... users) {
    ViewPlan view = Cards.view(name);
    List<Values> keys =
        Stream.of(users)
            .map(user -> {
              var key = new Values(view.fields());
              key.set(0, user);
              return key;
            })
            .toList();
    return new ReadRequest(
        "prod", view, keys, view.features().boxed().toList(), Consistency.STRONG, asOf);
  }

  private void write(String view, String user, Push... pushes) {
    for (Push push : pushes) {
      Row row = Cards.row(view, user, push, push.second());
      new RowWriter(tables, () -> Samples.NOW).write(List.of(row), Samples.UNHURRIED).join();
    }
  }
}
