package io.freshet.offline.commit;

import io.freshet.offline.table.Columns;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.IcebergGenerics;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.expressions.Expression;
import org.apache.iceberg.expressions.Expressions;
import org.apache.iceberg.io.CloseableIterable;

/** Which of some rows are in a table already, by their primary keys. */
public final class RowKeys {
  private final Table table;
  private final List<String> entity;

  /**
   * Of a table.
   *
   * @param entity the entity's columns
   */
  public RowKeys(Table table, List<String> entity) {
    this.table = table;
    this.entity = List.copyOf(entity);
  }

  /** Those that are not in the table, in their order, and of equal ones the first. */
  public List<Record> missing(Collection<Record> rows) {
    Set<Object> seen = new HashSet<>();
    List<Record> distinct = rows.stream().filter(row -> seen.add(key(row))).toList();
    if (!distinct.isEmpty() && table.currentSnapshot() != null) {
      remove(seen, distinct);
    }
    return distinct.stream().filter(row -> seen.contains(key(row))).toList();
  }

  private void remove(Set<Object> wanted, List<Record> rows) {
    var read = IcebergGenerics.read(table).select(columns()).where(between(rows));
    try (CloseableIterable<Record> present = read.build()) {
      present.forEach(row -> wanted.remove(key(row)));
    } catch (IOException e) {
      throw new UncheckedIOException("the table cannot be read: " + e.getMessage(), e);
    }
  }

  private Collection<String> columns() {
    return Stream.concat(
            entity.stream(), Stream.of(Columns.EVENT_TIME, Columns.SEQUENCE, Columns.CONTENT_HASH))
        .toList();
  }

  private Object key(Record row) {
    List<Object> key = new ArrayList<>();
    for (String column : columns()) {
      Object value = row.getField(column);
      key.add(value instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : String.valueOf(value));
    }
    return key;
  }

  /** Only files of these rows' days are read. */
  private static Expression between(List<Record> rows) {
    OffsetDateTime[] times =
        rows.stream()
            .map(row -> (OffsetDateTime) row.getField(Columns.EVENT_TIME))
            .sorted()
            .toArray(OffsetDateTime[]::new);
    return Expressions.and(
        Expressions.greaterThanOrEqual(Columns.EVENT_TIME, times[0].toString()),
        Expressions.lessThanOrEqual(Columns.EVENT_TIME, times[times.length - 1].toString()));
  }
}
