package io.freshet.quickstart.guarantee;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Locale;

/** What happened in a run, and when, for whoever has to find out why it went wrong. */
final class Diary {
  private final Path file;
  private final long start = System.nanoTime();

  Diary(Path folder) {
    this.file = folder.resolve("diary.txt");
  }

  synchronized void note(String what) {
    append(String.format(Locale.ROOT, "%7.2f s  %s%n", seconds(System.nanoTime()), what));
  }

  /** The time since a moment, by {@link System#nanoTime()}. */
  static String since(long moment) {
    return String.format(Locale.ROOT, "%.2f s", (System.nanoTime() - moment) / 1e9);
  }

  /** Every push of a position that the verdict is about, and what was done to the bridges. */
  void explain(Evidence evidence, Verdict verdict) {
    var text = new StringBuilder("\n").append(verdict).append("\n\nwhat was done:\n");
    evidence.happenings().forEach(happening -> text.append("  ").append(happening).append('\n'));
    text.append("\npushes (partition/offset, at, by, acknowledged at):\n");
    evidence.pushes().stream()
        .sorted(Comparator.comparing(Push::position).thenComparing(Push::at))
        .forEach(push ->
            text.append(
                String.format(
                    Locale.ROOT,
                    "%s\t%.4f\t%s\t%s%n",
                    push.position(),
                    seconds(push.at()),
                    push.by(),
                    push.acked() ? "%.4f".formatted(seconds(push.ackedAt())) : "never")));
    append(text.toString());
  }

  private double seconds(long nanos) {
    return (nanos - start) / 1e9;
  }

  private void append(String text) {
    try {
      Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
