package io.freshet.offline.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.embedded.JavaProcess;
import io.freshet.offline.TestCatalog;
import io.freshet.offline.training.Moments.Row;
import io.freshet.value.Timestamps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The documented Spark SQL and our own join say the same of every row, over the same table. */
@Tag("soak")
class SparkIT {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Path ROOT = Path.of(System.getProperty("freshet.root"));
  private static final Path SPARK = ROOT.resolve("ingest-api/offline/spark");
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /** What Spark's own launcher opens of the JDK. */
  private static final List<String> OPENED =
      List.of(
          "java.lang",
          "java.lang.invoke",
          "java.lang.reflect",
          "java.io",
          "java.net",
          "java.nio",
          "java.util",
          "java.util.concurrent",
          "java.util.concurrent.atomic",
          "sun.nio.ch",
          "sun.nio.cs",
          "sun.security.action",
          "sun.util.calendar");

  @TempDir Path folder;

  @Test
  void sparkSaysTheSameOfEveryRow() throws IOException {
    var random = new Random(7);
    try (var moments = new Moments(TestCatalog.open(folder), Optional.of(Duration.ofDays(30)))) {
      moments.add(log(random));
      List<String> spine = spine(random);
      Files.write(folder.resolve("spine.csv"), spine);

      List<String> ours = ours(moments);
      List<String> sparks = sparks();

      assertThat(sparks).hasSize(spine.size() - 1).isEqualTo(ours);
      assertThat(ours.stream().filter(line -> line.endsWith("|null")).count())
          .as("rows without features, of %s", ours.size())
          .isBetween(300L, ours.size() - 300L);
    }
  }

  /** Quarters of a day, so that much ties; a third comes late, a tenth early, a tenth deletes. */
  private static List<Row> log(Random random) {
    List<Row> rows = new ArrayList<>();
    Set<List<Object>> versions = new HashSet<>();
    for (int i = 0; i < 4_000; i++) {
      Instant event = START.plus(Duration.ofHours(6L * random.nextInt(400)));
      int late = random.nextInt(3) == 0 ? random.nextInt(80) : random.nextInt(10) == 0 ? -4 : 0;
      var row =
          new Row(
              "u" + random.nextInt(20),
              random.nextInt(2),
              event,
              event.plus(Duration.ofHours(6L * late)),
              random.nextBoolean() ? Optional.empty() : Optional.of((long) random.nextInt(3)),
              random.nextInt(10) == 0,
              random.nextInt(256),
              "row" + i);
      if (versions.add(
          List.of(
              row.user(), row.shop(), row.event(), row.ingestion(), row.sequence(), row.hash()))) {
        rows.add(row);
      }
    }
    return rows;
  }

  private static List<String> spine(Random random) {
    List<String> lines = new ArrayList<>(List.of("row,user_id,shop,at"));
    for (int i = 1; i <= 3_000; i++) {
      Instant at =
          START
              .plus(Duration.ofHours(6L * random.nextInt(500)))
              .plusNanos(1_000L * (random.nextInt(3) - 1));
      lines.add(
          "%d,u%d,%d,%s"
              .formatted(i, random.nextInt(22), random.nextInt(2), Timestamps.format(at)));
    }
    return lines;
  }

  private List<String> ours(Moments moments) {
    Request usual = Asking.in(folder).from("spine.csv", "ours.csv");
    var request =
        new Request(
            usual.workspace(),
            usual.spine(),
            "at",
            usual.views(),
            usual.knowledge(),
            usual.lag(),
            usual.zone(),
            usual.times(),
            usual.output(),
            usual.means());
    assertThat(new TrainingSet(moments.tables(), moments.catalogue(), _ -> {}).build(request))
        .isInstanceOf(Answer.Built.class);
    return rows("SELECT row, logins__note FROM", "ours.csv", true);
  }

  private List<String> sparks() throws IOException {
    List<String> arguments = new ArrayList<>(List.of("-Xmx1g"));
    OPENED.forEach(name -> arguments.add("--add-opens=java.base/" + name + "=ALL-UNNAMED"));
    arguments.addAll(
        List.of(
            "-cp",
            Files.readString(SPARK.resolve("target/classpath")).strip(),
            SPARK.resolve("SparkJoin.java").toString(),
            folder.resolve("catalog.db").toString(),
            folder.resolve("warehouse").toUri().toString(),
            folder.resolve("spine.csv").toString(),
            SPARK.resolve("training-set.sql").toString(),
            folder.resolve("sparks").toString()));
    try (var spark =
        JavaProcess.launch("Spark", java(), arguments, Map.of(), folder.resolve("spark.log"))) {
      int code = spark.await(PATIENCE);
      assertThat(code).as(Files.readString(folder.resolve("spark.log"))).isZero();
    }
    return rows("SELECT column0, column1 FROM", "sparks/*.csv", false);
  }

  /** Spark 4.1 runs on 17 and 21. */
  private static Path java() throws IOException {
    try (Stream<Path> installed = Files.list(Path.of("/usr/lib/jvm"))) {
      return installed
          .filter(home -> home.getFileName().toString().matches(".*\\b(17|21)\\b.*"))
          .map(home -> home.resolve("bin/java"))
          .filter(Files::isExecutable)
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("Spark needs a JDK 17 or 21"));
    }
  }

  private List<String> rows(String select, String file, boolean header) {
    return Duck.rows(
        "%s read_csv('%s', all_varchar = true, delim = ',', quote = '\"', escape = '\"', header = %s) ORDER BY ALL"
            .formatted(select, folder.resolve(file), header));
  }
}
