package io.freshet.benchmarks.measure;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A table for people, as Markdown, and one line of JSON for programs. */
public final class Report {
  private final String name;
  private final List<Map<String, Object>> rows = new ArrayList<>();

  /** Names it, as its command is named. */
  public Report(String name) {
    this.name = name;
  }

  /** Adds a row; its columns are numbers, texts and {@link Spread}s, in order. */
  public void row(Map<String, Object> columns) {
    rows.add(new LinkedHashMap<>(columns));
  }

  /** Prints the table, then the line. */
  public void print(PrintStream out) {
    List<String> header = rows.stream().flatMap(row -> row.keySet().stream()).distinct().toList();
    List<List<String>> lines = new ArrayList<>();
    lines.add(header);
    for (Map<String, Object> row : rows) {
      lines.add(header.stream().map(column -> cell(row.getOrDefault(column, ""))).toList());
    }
    int[] widths = new int[header.size()];
    lines.forEach(line -> {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    });
    out.println();
    out.println("## " + name);
    out.println(line(lines.getFirst(), widths));
    out.println(line(header.stream().map(_ -> "---").toList(), widths));
    lines.stream().skip(1).forEach(line -> out.println(line(line, widths)));
    out.println();
    out.println(json());
  }

  /** The line of JSON. */
  public String json() {
    String all =
        rows.stream()
            .map(row ->
                row.entrySet().stream()
                    .map(column -> quoted(column.getKey()) + ":" + value(column.getValue()))
                    .collect(Collectors.joining(",", "{", "}")))
            .collect(Collectors.joining(",", "[", "]"));
    return "{\"benchmark\":" + quoted(name) + ",\"rows\":" + all + "}";
  }

  /** As many digits as a figure of this size deserves. */
  static String number(double figure) {
    double size = Math.abs(figure);
    if (size >= 100 || figure == Math.rint(figure)) {
      return String.format(Locale.ROOT, "%,.0f", figure);
    }
    return String.format(Locale.ROOT, size >= 10 ? "%.1f" : "%.2f", figure);
  }

  private static String line(List<String> cells, int[] widths) {
    var line = new StringBuilder("|");
    for (int i = 0; i < widths.length; i++) {
      line.append(' ').append(cells.get(i)).repeat(" ", widths[i] - cells.get(i).length() + 1);
      line.append('|');
    }
    return line.toString();
  }

  private static String cell(Object value) {
    return switch (value) {
      case Number figure -> number(figure.doubleValue());
      default -> value.toString();
    };
  }

  private static String value(Object value) {
    return switch (value) {
      case Spread(double lowest, double median, double highest) ->
          "{\"lowest\":" + lowest + ",\"median\":" + median + ",\"highest\":" + highest + "}";
      case Number figure -> figure.toString();
      default -> quoted(value.toString());
    };
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
