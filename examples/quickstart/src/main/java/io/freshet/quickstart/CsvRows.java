package io.freshet.quickstart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A CSV file (RFC 4180, without line breaks in values) by the names in its first line. */
final class CsvRows {
  private static final Pattern VALUE = Pattern.compile("(\"(?:[^\"]|\"\")*\"|[^,]*),");

  private CsvRows() {}

  static List<Map<String, String>> read(Path file) {
    try {
      List<String> lines = Files.readAllLines(file);
      List<String> names = values(lines.getFirst());
      return lines.stream().skip(1).map(line -> row(names, values(line))).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private static Map<String, String> row(List<String> names, List<String> values) {
    Map<String, String> row = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      row.put(names.get(i), values.get(i));
    }
    return row;
  }

  private static List<String> values(String line) {
    return VALUE.matcher(line + ",").results().map(value -> unquoted(value.group(1))).toList();
  }

  private static String unquoted(String text) {
    return text.startsWith("\"")
        ? text.substring(1, text.length() - 1).replace("\"\"", "\"")
        : text;
  }
}
