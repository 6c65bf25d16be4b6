package io.freshet.quickstart.guarantee;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Everything a verdict is given on: read from the broker and the tables, or seen on the wire.
 *
 * @param group that the bridges share
 * @param produced the whole topic
 * @param letters the whole dead-letter topic
 * @param tables at the end
 * @param sightings rows of both tables during the run, in the order in which they were read
 * @param offsets what was committed, in order; the last at the end
 * @param pushes in order
 * @param happenings in order
 * @param endMillis the wall clock's time at the end
 */
record Evidence(
    String group,
    List<Produced> produced,
    List<Letter> letters,
    Tables tables,
    Tables sightings,
    List<Offsets> offsets,
    List<Push> pushes,
    List<Happening> happenings,
    long endMillis) {

  /** Rows of both tables. */
  record Tables(List<Row> history, List<Row> online) {}

  Map<Position, Produced> producedByPosition() {
    return produced.stream()
        .collect(
            Collectors.toMap(
                Produced::position, record -> record, (first, _) -> first, LinkedHashMap::new));
  }

  /** What had been committed before a moment, as far as anybody looked. */
  Offsets committedBefore(long moment) {
    return offsets.stream()
        .filter(sample -> sample.at() <= moment)
        .reduce((_, later) -> later)
        .orElse(new Offsets(0, Map.of()));
  }

  <T extends Happening> List<T> happenings(Class<T> kind) {
    return happenings.stream().filter(kind::isInstance).map(kind::cast).toList();
  }
}
