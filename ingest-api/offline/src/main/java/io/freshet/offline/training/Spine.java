package io.freshet.offline.training;

import io.freshet.offline.training.Reading.Typed;
import io.freshet.yaml.NearNames;
import io.freshet.yaml.Problem;
import io.freshet.yaml.Problems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The spine as a table of the engine: {@code row} (from 1, in the file's order), {@code m} (the
 * moment, microseconds), the entities' typed columns, and the file's own as {@code r0}, {@code r1}
 * and so on.
 */
final class Spine {
  static final String TABLE = "spine";

  private static final int LISTED = 10;

  private final Engine engine;
  private final Path file;
  private final String timestamp;
  private final Reading reading;
  private final Problems problems;

  Spine(Engine engine, Request request, Problems problems) {
    this.engine = engine;
    this.file = request.spine();
    this.timestamp = request.timestamp();
    this.reading = new Reading(request.zone());
    this.problems = problems;
  }

  /** What was read: the file's columns in their order with DuckDB's types, and how many rows. */
  record Loaded(Map<String, String> columns, long rows) {}

  /**
   * Reads the file; what is wrong with it is added to the problems, and then nothing is answered.
   *
   * @param texts whether what is neither entity nor timestamp stays the text that it is in a CSV
   *     file, or gets the type that all its values have
   */
  Optional<Loaded> load(List<KeyColumn> keys, Texts texts) {
    if (!Files.isReadable(file)) {
      return refused("", "there is no such file, or it cannot be read", "");
    }
    Optional<Kind> kind = Kind.of(file);
    if (kind.isEmpty()) {
      return refused("", Kind.EXPECTED, "");
    }
    try {
      Map<String, String> columns = columns(source(kind.get(), Texts.KEPT, keys));
      if (!named(columns, keys)) {
        return Optional.empty();
      }
      String source = source(kind.get(), texts, keys);
      return load(source, columns(source), keys, kind.get());
    } catch (Engine.Failed e) {
      return refused(
          "",
          "cannot be read: " + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
          kind.get() == Kind.CSV ? "commas between values, as many in every row" : "");
    }
  }

  /** What becomes of a CSV file's texts. */
  enum Texts {
    KEPT,
    TYPED
  }

  private String source(Kind kind, Texts texts, List<KeyColumn> keys) {
    String path = Sql.text(file.toString());
    if (kind == Kind.PARQUET) {
      return "read_parquet(" + path + ", hive_partitioning = false)";
    }
    String types =
        keys.stream()
            .map(KeyColumn::name)
            .distinct()
            .map(name -> Sql.text(name) + ": 'VARCHAR'")
            .collect(Collectors.joining(", ", "{" + Sql.text(timestamp) + ": 'VARCHAR', ", "}"));
    return "read_csv("
        + path
        + ", delim = ',', quote = '\"', escape = '\"', header = true, sample_size = -1"
        + ", allow_quoted_nulls = false, hive_partitioning = false, "
        + (texts == Texts.KEPT ? "all_varchar = true" : "types = " + types)
        + ")";
  }

  private Map<String, String> columns(String source) {
    Map<String, String> columns = new LinkedHashMap<>();
    engine
        .rows("SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM " + source + ")")
        .forEach(column -> columns.put(column.getFirst(), column.get(1)));
    return columns;
  }

  private boolean named(Map<String, String> columns, List<KeyColumn> keys) {
    List<String> wanted = new ArrayList<>(keys.stream().map(KeyColumn::name).toList());
    wanted.add(timestamp);
    List<String> missing =
        wanted.stream().distinct().filter(name -> !columns.containsKey(name)).toList();
    missing.forEach(name ->
        problem(0, name, "there is no such column", NearNames.hint(name, columns.keySet())));
    return missing.isEmpty();
  }

  private Optional<Loaded> load(
      String source, Map<String, String> columns, List<KeyColumn> keys, Kind kind) {
    List<String> names = List.copyOf(columns.keySet());
    List<String> selected = new ArrayList<>(List.of("row_number() OVER () AS row"));
    typed(
        timestamp,
        reading.moment(Sql.name(timestamp), columns.getOrDefault(timestamp, "")),
        "m",
        selected);
    for (KeyColumn key : keys) {
      String type = columns.getOrDefault(key.name(), "");
      typed(key.name(), reading.key(Sql.name(key.name()), type, key.type()), key.at(), selected);
    }
    if (!problems.isEmpty()) {
      return Optional.empty();
    }
    for (int i = 0; i < names.size(); i++) {
      selected.add(Sql.name(names.get(i)) + " AS r" + i);
    }
    engine.run(
        "reading the spine",
        "CREATE TABLE " + TABLE + " AS SELECT " + String.join(", ", selected) + " FROM " + source);
    long rows = engine.number("SELECT count(*) FROM " + TABLE);
    if (rows == 0) {
      return refused("", "has no rows", "");
    }
    var lines = new Lines(engine, names, columns, kind);
    unreadable(lines, names.indexOf(timestamp), "m IS NULL", reading.timestampText());
    for (KeyColumn key : keys) {
      int column = names.indexOf(key.name());
      String unread = key.at() + " IS NULL AND r" + column + " IS NOT NULL";
      unreadable(lines, column, unread, key.type().text());
    }
    return problems.isEmpty() ? Optional.of(new Loaded(columns, rows)) : Optional.empty();
  }

  private void typed(String column, Typed typed, String as, List<String> selected) {
    switch (typed) {
      case Typed.Expression(String sql) -> selected.add(sql + " AS " + as);
      case Typed.Wrong(String message, String hint) -> problem(0, column, message, hint);
    }
  }

  private void unreadable(Lines lines, int column, String where, String expected) {
    long count = engine.number("SELECT count(*) FROM " + TABLE + " WHERE " + where);
    String hint =
        reading.zone().isEmpty() && expected.contains("offset") ? "or say --time-zone" : "";
    for (Lines.At at : lines.first(where, LISTED, count)) {
      problem(at.line(), lines.name(column), at.text() + "expected " + expected, hint);
    }
    if (count > LISTED) {
      problem(0, lines.name(column), "and %,d rows more".formatted(count - LISTED), "");
    }
  }

  private Optional<Loaded> refused(String path, String message, String hint) {
    problem(0, path, message, hint);
    return Optional.empty();
  }

  private void problem(int line, String path, String message, String hint) {
    problems.add(
        new Problem(
            file.toString(),
            line,
            path,
            message,
            hint.isEmpty() ? Optional.empty() : Optional.of(hint)));
  }
}
