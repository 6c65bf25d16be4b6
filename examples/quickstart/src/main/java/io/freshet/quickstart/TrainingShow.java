package io.freshet.quickstart;

import io.freshet.quickstart.LatePayment.Moments;
import io.freshet.quickstart.OfflineLog.Training;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What the offline log is for: when it has all of the history, a small training set on the screen,
 * what was known beside what turned out later.
 */
final class TrainingShow {
  private static final String AMOUNT = OfflineLog.VIEW + "__amount";
  private static final String MOMENT = "decided_at";
  private static final String ROW = "  %-10s %-14s %-22s %-22s %s";
  private static final int OTHERS = 2;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final OfflineLog log;
  private final LatePayment payment;
  private final Path work;
  private final Progress progress;

  private TrainingShow(OfflineLog log, LatePayment payment, Path work, Progress progress) {
    this.log = log;
    this.payment = payment;
    this.work = work;
    this.progress = progress;
  }

  /** Begins, before anything is streamed. */
  static TrainingShow begin(OfflineLog log, Api api, Path work, Progress progress) {
    return new TrainingShow(log, LatePayment.begin(api), work, progress);
  }

  /**
   * Waits for the offline log and shows the training set, when everything is streamed.
   *
   * @param historyRows how many rows there are to wait for
   * @throws IllegalStateException when the late payment is not left out where it was not known
   */
  Audit.Offline run(LongSupplier historyRows, List<String> users) {
    Moments late = payment.come();
    long wanted = historyRows.getAsLong();
    log.awaitRows(wanted, progress);
    var counted = new Audit.Offline(wanted, log.rows());
    if (counted.rows() >= wanted) {
      progress.step(
          "Every row of the history is in the offline log: %,d of %,d."
              .formatted(counted.rows(), wanted));
      show(late, users.stream().limit(OTHERS).toList());
    }
    return counted;
  }

  private void show(Moments late, List<String> others) {
    progress.step("Making a training set ...");
    Path spine = spine(late, others);
    Training knownThen = log.train(spine, MOMENT, "ingestion");
    Training byEventTime = log.train(spine, MOMENT, "event");
    List<Map<String, String>> left = knownThen.rows();
    List<Map<String, String>> right = byEventTime.rows();
    progress.step(
        """

        %s paid %s at %s, and that came late, at %s. Whoever decided in between did not know it, and a
        training set leaves it out there: no model learns from what could not be known.
        """
            .formatted(
                LatePayment.USER, LatePayment.LATE, time(late.happened()), time(late.came())));
    progress.step(
        ROW.formatted("user_id", MOMENT, "amount known then", "amount by event time", "")
            .stripTrailing());
    for (int i = 0; i < left.size(); i++) {
      progress.step(row(left.get(i), right.get(i)));
    }
    progress.step(
        """

        The tables are in %s, and this made the first of the two columns:
        %s
        """
            .formatted(log.warehouse(), String.join(" ", knownThen.command())));
    check(left, right);
  }

  private Path spine(Moments late, List<String> others) {
    List<String> lines = new ArrayList<>(List.of("user_id," + MOMENT));
    lines.add(LatePayment.USER + "," + late.decided());
    lines.add(LatePayment.USER + "," + late.came());
    others.forEach(user -> lines.add(user + "," + late.came()));
    try {
      return Files.write(work.resolve("spine.csv"), lines);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the spine", e);
    }
  }

  private static String row(Map<String, String> knownThen, Map<String, String> byEventTime) {
    String left = knownThen.getOrDefault(AMOUNT, "");
    String right = byEventTime.getOrDefault(AMOUNT, "");
    return ROW.formatted(
            knownThen.get("user_id"),
            time(Instant.parse(knownThen.get(MOMENT))),
            left,
            right,
            left.equals(right) ? "" : "<- not yet known: left out")
        .stripTrailing();
  }

  private static void check(List<Map<String, String>> known, List<Map<String, String>> turnedOut) {
    List<String> left = amounts(known).subList(0, 2);
    List<String> right = amounts(turnedOut).subList(0, 2);
    if (!left.equals(List.of(LatePayment.FIRST, LatePayment.LATE))
        || !right.equals(List.of(LatePayment.LATE, LatePayment.LATE))) {
      throw new IllegalStateException(
          "the training set is wrong about the late payment: " + left + " and " + right);
    }
  }

  private static List<String> amounts(List<Map<String, String>> rows) {
    return rows.stream().map(row -> row.get(AMOUNT)).toList();
  }

  private static String time(Instant moment) {
    return TIME.format(moment);
  }
}
