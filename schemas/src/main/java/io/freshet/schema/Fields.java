package io.freshet.schema;

import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * The fields of a push source in the order of its file. A field's position is its index in every
 * typed record of that source.
 */
public final class Fields implements Iterable<Field> {
  private final List<Field> ordered;
  private final Map<String, Integer> positions = new HashMap<>();

  /**
   * @throws IllegalArgumentException when two fields share a name
   */
  public Fields(List<Field> ordered) {
    this.ordered = List.copyOf(ordered);
    for (Field field : this.ordered) {
      if (positions.put(field.name(), positions.size()) != null) {
        throw new IllegalArgumentException("two fields are named " + field.name());
      }
    }
  }

  public int size() {
    return ordered.size();
  }

  public Field at(int position) {
    return ordered.get(position);
  }

  /** The position of the field of that name, or -1 (the hot path looks up one name per value). */
  public int position(String name) {
    Integer position = positions.get(name);
    return position == null ? -1 : position;
  }

  public List<String> names() {
    return ordered.stream().map(Field::name).toList();
  }

  @Override
  public Iterator<Field> iterator() {
    return ordered.iterator();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Fields that && ordered.equals(that.ordered);
  }

  @Override
  public int hashCode() {
    return ordered.hashCode();
  }

  @Override
  public String toString() {
    return ordered.toString();
  }
}
