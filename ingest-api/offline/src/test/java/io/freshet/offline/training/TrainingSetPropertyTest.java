package io.freshet.offline.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.offline.training.Moments.Row;
import io.freshet.offline.training.Request.Means;
import io.freshet.offline.training.Request.Output;
import io.freshet.offline.training.Request.Times;
import io.freshet.value.Timestamps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;

/**
 * Random logs of late, early, repeated, corrected and deleted rows, on a grid of quarter seconds so
 * that everything ties with everything; every spine row must be what the definition says.
 */
class TrainingSetPropertyTest {
  private static final Instant START = Instant.parse("2026-01-31T23:59:57Z");
  private static final int TICKS = 24;
  private static final Set<Integer> HASHES = Set.of(0, 1, 127, 128, 255);

  /** One draw: a log, a spine, and the view's ttl and the request's lag. */
  record Draw(List<Row> log, List<Asked> spine, Optional<Duration> ttl, Duration lag) {}

  record Asked(String user, long shop, Instant moment) {}

  @Property(tries = 25, shrinking = ShrinkingMode.OFF)
  void everyRowOfTheSpineGetsWhatTheDefinitionSays(@ForAll("draws") Draw draw) {
    holds(draw);
  }

  @Tag("soak")
  @Property(tries = 3_000, shrinking = ShrinkingMode.OFF)
  void everyRowOfManySpinesGetsWhatTheDefinitionSays(@ForAll("draws") Draw draw) {
    holds(draw);
  }

  private static void holds(Draw draw) {
    var model = new NaiveModel(draw.log(), draw.ttl());
    try (var folder = Scratch.make();
        var moments = new Moments(draw.ttl())) {
      int half = draw.log().size() / 2;
      moments.add(draw.log().subList(0, half));
      moments.add(draw.log().subList(half, draw.log().size()));
      for (Knowledge knowledge : Knowledge.values()) {
        holds(draw, knowledge, model, moments, folder.path());
      }
    }
  }

  private static void holds(
      Draw draw, Knowledge knowledge, NaiveModel model, Moments moments, Path folder) {
    Summary summary = built(draw, knowledge, moments, folder);
    List<String> wanted = new ArrayList<>();
    long filled = 0;
    long notYetKnown = 0;
    for (Asked asked : draw.spine()) {
      Instant moment = asked.moment().minus(draw.lag());
      Optional<Row> row = model.at(asked.user(), asked.shop(), moment, knowledge);
      wanted.add(line(asked) + row.map(TrainingSetPropertyTest::found).orElse(",,,"));
      filled += row.isPresent() ? 1 : 0;
      notYetKnown +=
          row.isEmpty() && model.at(asked.user(), asked.shop(), moment, Knowledge.EVENT).isPresent()
              ? 1
              : 0;
    }
    assertThat(lines(folder.resolve(knowledge + ".csv"))).isEqualTo(wanted);
    assertThat(summary.rows()).isEqualTo(draw.spine().size());
    assertThat(summary.views().getFirst().filled()).isEqualTo(filled);
    assertThat(summary.views().getFirst().empty()).isEqualTo(draw.spine().size() - filled);
    assertThat(summary.views().getFirst().notYetKnown()).isEqualTo(notYetKnown);
  }

  private static Summary built(Draw draw, Knowledge knowledge, Moments moments, Path folder) {
    Path spine = folder.resolve("spine.csv");
    List<String> lines = new ArrayList<>(List.of("user_id,shop,timestamp"));
    draw.spine().forEach(asked -> lines.add(line(asked)));
    write(spine, lines);
    var request =
        new Request(
            Moments.WORKSPACE,
            spine,
            "timestamp",
            List.of(Moments.VIEW),
            knowledge,
            draw.lag(),
            Optional.empty(),
            Times.SHOWN,
            new Output(folder.resolve(knowledge + ".csv"), Output.Existing.KEPT),
            new Means(Optional.of(256L << 20), Optional.of(1), folder));
    Answer answer = new TrainingSet(moments.tables(), moments.catalogue(), _ -> {}).build(request);
    assertThat(answer).isInstanceOf(Answer.Built.class);
    return ((Answer.Built) answer).summary();
  }

  private static String line(Asked asked) {
    return asked.user() + "," + asked.shop() + "," + Timestamps.format(asked.moment());
  }

  private static String found(Row row) {
    return ","
        + row.note()
        + ","
        + Timestamps.format(row.event())
        + ","
        + Timestamps.format(row.ingestion());
  }

  private static List<String> lines(Path file) {
    try {
      List<String> lines = Files.readAllLines(file);
      return lines.subList(1, lines.size());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, List<String> lines) {
    try {
      Files.write(file, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Provide
  Arbitrary<Draw> draws() {
    Arbitrary<Optional<Duration>> ttls =
        Arbitraries.of(
            Optional.empty(),
            Optional.of(Duration.ofSeconds(2)),
            Optional.of(Duration.ofMillis(2_500)));
    Arbitrary<Duration> lags = Arbitraries.of(Duration.ZERO, Duration.ofMillis(750));
    return Combinators.combine(
            rows()
                .list()
                .ofMinSize(2)
                .ofMaxSize(160)
                .withSizeDistribution(RandomDistribution.uniform()),
            asked()
                .list()
                .ofMinSize(1)
                .ofMaxSize(160)
                .withSizeDistribution(RandomDistribution.uniform()),
            ttls,
            lags)
        .as((rows, spine, ttl, lag) -> new Draw(named(rows), spine, ttl, lag));
  }

  private static Arbitrary<Row> rows() {
    Arbitrary<Long> sequences = Arbitraries.of(-1L, 0L, 1L, Long.MAX_VALUE);
    return Combinators.combine(
            entity(),
            ticks(TICKS),
            Arbitraries.frequencyOf(
                Tuple.of(3, Arbitraries.just(0)),
                Tuple.of(3, Arbitraries.integers().between(0, 3)),
                Tuple.of(1, Arbitraries.integers().between(-6, 20))),
            sequences,
            Arbitraries.integers().between(0, 5).map(n -> n == 0),
            Arbitraries.of(HASHES))
        .as((entity, event, delay, sequence, delete, hash) ->
            new Row(
                "u" + entity % 2,
                entity / 2,
                tick(event),
                tick(event + delay),
                Optional.of(sequence).filter(s -> s >= 0),
                delete,
                hash,
                ""));
  }

  /** Each named by its place; of the same version only one, as the history keeps them. */
  private static List<Row> named(List<Row> rows) {
    List<Row> named = new ArrayList<>();
    Set<Row> seen = new HashSet<>();
    for (Row row : rows) {
      var version =
          new Row(
              row.user(),
              row.shop(),
              row.event(),
              row.ingestion(),
              row.sequence(),
              false,
              row.hash(),
              "");
      if (seen.add(version)) {
        named.add(
            new Row(
                row.user(),
                row.shop(),
                row.event(),
                row.ingestion(),
                row.sequence(),
                row.delete(),
                row.hash(),
                "row" + named.size()));
      }
    }
    return named;
  }

  private static Arbitrary<Asked> asked() {
    return Combinators.combine(entity(), ticks(TICKS), Arbitraries.of(-1L, 0L, 1L))
        .as((entity, tick, micros) ->
            new Asked("u" + entity % 2, entity / 2, tick(tick).plusNanos(micros * 1_000)));
  }

  private static Arbitrary<Integer> entity() {
    return Arbitraries.integers().between(0, 3);
  }

  private static Arbitrary<Integer> ticks(int until) {
    return Arbitraries.integers().between(0, until);
  }

  private static Instant tick(int tick) {
    return START.plusMillis(250L * tick);
  }
}
