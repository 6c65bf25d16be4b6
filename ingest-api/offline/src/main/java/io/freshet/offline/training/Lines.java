package io.freshet.offline.training;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Where rows of the spine stand in its file. */
final class Lines {
  private final Engine engine;
  private final List<String> names;
  private final Kind kind;

  /** The line breaks within the values of a row; a CSV file's, where they count. */
  private final String breaks;

  Lines(Engine engine, List<String> names, Map<String, String> types, Kind kind) {
    this.engine = engine;
    this.names = names;
    this.kind = kind;
    this.breaks =
        IntStream.range(0, names.size())
            .filter(i -> "VARCHAR".equals(types.get(names.get(i))))
            .mapToObj(
                i -> "coalesce(length(r%d) - length(replace(r%d, chr(10), '')), 0)".formatted(i, i))
            .collect(Collectors.joining(" + ", "(", ")"));
  }

  /**
   * A row's place.
   *
   * @param line 1-based; 0 in a file that has no lines
   * @param text which row it is, in a file that has no lines
   */
  record At(int line, String text) {}

  String name(int column) {
    return names.get(column);
  }

  /** The first so many rows of which the condition holds; of how many is known. */
  List<At> first(String where, int limit, long count) {
    if (count == 0) {
      return List.of();
    }
    List<String> rows =
        engine
            .rows(
                "SELECT row FROM %s WHERE %s ORDER BY row LIMIT %d"
                    .formatted(Spine.TABLE, where, limit))
            .stream()
            .map(List::getFirst)
            .toList();
    return rows.stream().map(row -> kind == Kind.CSV ? line(row) : row(row)).toList();
  }

  private static At row(String row) {
    return new At(0, "row " + row + ": ");
  }

  private At line(String row) {
    long within =
        engine.number(
            "SELECT coalesce(sum(%s), 0) FROM %s WHERE row < %s"
                .formatted(breaks, Spine.TABLE, row));
    return new At(Math.toIntExact(1 + Long.parseLong(row) + within), "");
  }
}
