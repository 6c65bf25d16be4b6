package io.freshet.quickstart.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.quickstart.guarantee.Evidence.Tables;
import io.freshet.quickstart.guarantee.Fate.Refusal;
import io.freshet.quickstart.guarantee.Fate.Version;
import io.freshet.quickstart.guarantee.Happening.Killed;
import io.freshet.quickstart.guarantee.Happening.Started;
import io.freshet.quickstart.guarantee.Happening.Stopped;
import io.freshet.quickstart.guarantee.Happening.Troubled;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The oracle is red for everything that it is there for, and for nothing else. */
final class OracleTest {
  private static final String LOST = new NothingIsLost().promise();
  private static final String COMPLETE = new HistoryIsComplete().promise();
  private static final String IMMUTABLE = new HistoryIsImmutable().promise();
  private static final String MODEL = new OnlineIsTheModel().promise();
  private static final String BACK = new OnlineNeverGoesBack().promise();
  private static final String COMMITS = new CommitsNeverGoBack().promise();
  private static final String REPEATS = new RepeatsAreBounded().promise();
  private static final String LETTERS = new DeadLettersAreFaithful().promise();
  private static final String STOPS = new StopsAreClean().promise();

  private final Evidence flawless = FlawlessRun.evidence();

  @Test
  void aFlawlessRunKeepsEveryPromise() {
    assertThat(Oracle.judge(flawless).kept()).as(Oracle.judge(flawless).toString()).isTrue();
  }

  @Test
  void aRecordThatIsMissingInHistoryIsLost() {
    List<Row> history = new ArrayList<>(flawless.tables().history());
    history.removeLast();
    assertBroken(with(new Tables(history, flawless.tables().online())), LOST);
  }

  @Test
  void aPoisonRecordWithoutADeadLetterIsLost() {
    List<Letter> letters = new ArrayList<>(flawless.letters());
    letters.removeFirst();
    assertBroken(withLetters(letters), LOST);
  }

  @Test
  void aSoundRecordAmongTheDeadLettersIsReported() {
    List<Letter> letters = new ArrayList<>(flawless.letters());
    letters.add(FlawlessRun.letter(firstVersion().record()));
    assertBroken(withLetters(letters), LOST);
  }

  @Test
  void aHistoryRowWithAnotherAmountIsReported() {
    List<Row> history = new ArrayList<>(flawless.tables().history());
    history.set(9, changed(history.get(9), "amount", AttributeValue.fromN("0.5")));
    var tables = new Tables(history, flawless.tables().online());
    assertBroken(with(tables, new Tables(List.of(), List.of())), COMPLETE);
  }

  @Test
  void aRecordThatIsTwiceInHistoryIsReported() {
    List<Row> history = new ArrayList<>(flawless.tables().history());
    history.add(changed(history.get(9), "sk", history.get(8).attributes().get("sk")));
    assertBroken(with(new Tables(history, flawless.tables().online())), COMPLETE);
  }

  @Test
  void aHistoryRowThatChangedItsIngestionTimeIsReported() {
    List<Row> history = new ArrayList<>(flawless.tables().history());
    history.set(0, changed(history.get(0), "_ingestion_time", AttributeValue.fromN("17")));
    assertBroken(with(new Tables(history, flawless.tables().online())), IMMUTABLE);
  }

  @Test
  void aHistoryRowThatWasSeenInTwoFormsIsReported() {
    List<Row> sightings = new ArrayList<>(flawless.sightings().history());
    Row other = changed(sightings.getLast(), "currency", AttributeValue.fromS("XXX"));
    sightings.add(sightings.size() / 2, other);
    assertBroken(with(flawless.tables(), new Tables(sightings, List.of())), IMMUTABLE);
  }

  @Test
  void anOlderVersionOnlineIsReported() {
    Row online = flawless.tables().online().getFirst();
    Row older =
        flawless.tables().history().stream()
            .filter(row -> row.key().equals(online.key()))
            .filter(online::isNewerThan)
            .findFirst()
            .orElseThrow();
    List<Row> rows = new ArrayList<>(flawless.tables().online());
    rows.set(0, older);
    assertBroken(with(new Tables(flawless.tables().history(), rows)), MODEL);
  }

  @Test
  void anEntityWithoutARowOnlineIsReported() {
    List<Row> rows = new ArrayList<>(flawless.tables().online());
    rows.removeLast();
    assertBroken(with(new Tables(flawless.tables().history(), rows)), MODEL);
  }

  @Test
  void aDeletedEntityThatStillHasFeaturesIsReported() {
    List<Row> rows = new ArrayList<>(flawless.tables().online());
    int deleted = rows.indexOf(rows.stream().filter(Row::deleted).findFirst().orElseThrow());
    rows.set(deleted, changed(rows.get(deleted), "amount", AttributeValue.fromN("1")));
    assertBroken(with(new Tables(flawless.tables().history(), rows)), MODEL);
  }

  @Test
  void anOnlineRowThatWentBackForAWhileIsReported() {
    Row last = flawless.tables().online().getFirst();
    Row older =
        changed(last, "_version", AttributeValue.fromB(SdkBytes.fromByteArray(new byte[16])));
    var seen = new Tables(List.of(), List.of(last, older, last));
    assertBroken(with(flawless.tables(), seen), BACK);
  }

  @Test
  void anOffsetThatWentBackIsReported() {
    List<Offsets> offsets = new ArrayList<>(flawless.offsets());
    Offsets before = offsets.get(5);
    Map<Integer, Long> committed = new HashMap<>(before.committed());
    committed.merge(1, -1L, Long::sum);
    offsets.add(6, new Offsets(before.at() + 1, committed));
    assertBroken(withOffsets(offsets), COMMITS);
  }

  @Test
  void anOffsetThatWasNeverCommittedIsReported() {
    List<Offsets> offsets = new ArrayList<>(flawless.offsets());
    offsets.removeLast();
    offsets.removeLast();
    assertBroken(withOffsets(offsets), COMMITS);
  }

  @Test
  void aLetterWithOneByteChangedIsReported() {
    List<Letter> letters = new ArrayList<>();
    boolean spoiled = false;
    for (Produced poison : flawless.produced()) {
      if (poison.fate() instanceof Refusal) {
        byte[] value = poison.record().value().clone();
        if (!spoiled && value.length > 0) {
          value[0]++;
          spoiled = true;
        }
        letters.add(FlawlessRun.letter(poison.record(), value));
      }
    }
    assertBroken(withLetters(letters), LETTERS);
  }

  @Test
  void aLetterWithoutAReasonIsReported() {
    Letter letter = flawless.letters().getFirst();
    letter.record().headers().remove("freshet.message");
    assertBroken(flawless, LETTERS);
  }

  @Test
  void aRepeatAfterACleanStopIsReported() {
    Push first = flawless.pushes().get(10);
    var again = new Push(first.ackedAt() + 5, "bridge-1#2", first.position(), Push.NEVER);
    assertBroken(
        with(List.of(again), List.of(new Stopped(first.by(), first.ackedAt() + 1, 0))), REPEATS);
  }

  @Test
  void aRepeatOfWhatAKilledBridgeHadNotCommittedIsNone() {
    Push first = flawless.pushes().get(10);
    var again = new Push(first.ackedAt() + 3, "bridge-1#2", first.position(), Push.NEVER);
    var kill = new Killed(first.by(), first.ackedAt() + 1);
    assertThat(Oracle.judge(with(List.of(again), List.of(kill))).kept()).isTrue();
  }

  @Test
  void aRepeatOfWhatAKilledBridgeHadCommittedIsReported() {
    Push first = flawless.pushes().getFirst();
    long end = flawless.offsets().getLast().at();
    var again = new Push(end + 3, "bridge-2#1", first.position(), Push.NEVER);
    assertBroken(with(List.of(again), List.of(new Killed(first.by(), end + 1))), REPEATS);
  }

  @Test
  void aRepeatInTroubleIsNone() {
    Push first = flawless.pushes().get(10);
    var again = new Push(first.ackedAt() + 9, "bridge-2#1", first.position(), Push.NEVER);
    var trouble = new Troubled(first.ackedAt() + 2, first.ackedAt() + 4);
    assertThat(Oracle.judge(with(List.of(again), List.of(trouble))).kept()).isTrue();
  }

  @Test
  void aBridgeThatStartsAgainBelowWhatIsCommittedIsReported() {
    Push first = flawless.pushes().getFirst();
    long end = flawless.offsets().getLast().at();
    var again = new Push(end + 3, "bridge-2#1", first.position(), Push.NEVER);
    List<Happening> excused = List.of(new Started("bridge-2#1", end + 1), new Troubled(0, end + 9));
    assertBroken(with(List.of(again), excused), REPEATS);
  }

  @Test
  void aBridgeThatEndsBadlyIsReported() {
    assertBroken(with(List.of(), List.of(new Stopped("bridge-3#1", 7, 3))), STOPS);
  }

  private static void assertBroken(Evidence evidence, String promise) {
    assertThat(Oracle.judge(evidence).breaches()).containsOnlyKeys(promise);
  }

  private Evidence with(Tables tables) {
    return with(tables, flawless.sightings());
  }

  private Evidence with(Tables tables, Tables sightings) {
    return new Evidence(
        flawless.group(),
        flawless.produced(),
        flawless.letters(),
        tables,
        sightings,
        flawless.offsets(),
        flawless.pushes(),
        flawless.happenings(),
        flawless.endMillis());
  }

  private Evidence withLetters(List<Letter> letters) {
    return new Evidence(
        flawless.group(),
        flawless.produced(),
        letters,
        flawless.tables(),
        flawless.sightings(),
        flawless.offsets(),
        flawless.pushes(),
        flawless.happenings(),
        flawless.endMillis());
  }

  private Evidence withOffsets(List<Offsets> offsets) {
    return new Evidence(
        flawless.group(),
        flawless.produced(),
        flawless.letters(),
        flawless.tables(),
        flawless.sightings(),
        offsets,
        flawless.pushes(),
        flawless.happenings(),
        flawless.endMillis());
  }

  /** Further pushes and happenings. */
  private Evidence with(List<Push> pushes, List<Happening> happenings) {
    return new Evidence(
        flawless.group(),
        flawless.produced(),
        flawless.letters(),
        flawless.tables(),
        flawless.sightings(),
        flawless.offsets(),
        Stream.concat(flawless.pushes().stream(), pushes.stream()).toList(),
        Stream.concat(flawless.happenings().stream(), happenings.stream()).toList(),
        flawless.endMillis());
  }

  private Produced firstVersion() {
    return flawless.produced().stream()
        .filter(record -> record.fate() instanceof Version)
        .findFirst()
        .orElseThrow();
  }

  private static Row changed(Row row, String name, AttributeValue value) {
    Map<String, AttributeValue> attributes = new HashMap<>(row.attributes());
    attributes.put(name, value);
    return new Row(Map.copyOf(attributes));
  }
}
