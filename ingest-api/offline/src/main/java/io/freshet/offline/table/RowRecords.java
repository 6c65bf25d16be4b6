package io.freshet.offline.table;

import io.freshet.ingest.plan.Values;
import io.freshet.ingest.plan.ViewPlan;
import io.freshet.ingest.read.StoredRow;
import io.freshet.ingest.version.ContentHash;
import io.freshet.value.Timestamps;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.iceberg.Schema;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;

/** Rows as Iceberg's generic records. */
public final class RowRecords {
  private RowRecords() {}

  /** The record; the schema is the table's, and may have columns that the row has no value for. */
  public static Record of(LogRow row, Schema schema) {
    Record record = GenericRecord.create(schema);
    ViewPlan view = row.view();
    Values values = row.values();
    IntStream.concat(view.entity(), view.features())
        .filter(values::has)
        .forEach(position ->
            record.setField(
                Columns.of(view.fields().at(position).name()), value(values.at(position))));
    StoredRow stored = row.stored();
    record.setField(Columns.EVENT_TIME, time(stored.version().eventTime()));
    record.setField(Columns.INGESTION_TIME, time(stored.version().ingestionTime()));
    stored.version().sequence().ifPresent(sequence -> record.setField(Columns.SEQUENCE, sequence));
    stored.origin().ifPresent(origin -> record.setField(Columns.ORIGIN, origin));
    record.setField(Columns.IS_DELETED, stored.deleted());
    record.setField(Columns.CONTENT_HASH, bytes(stored.version().hash()));
    return record;
  }

  private static OffsetDateTime time(long micros) {
    return Timestamps.ofMicros(micros).atOffset(ZoneOffset.UTC);
  }

  private static byte[] bytes(ContentHash hash) {
    return ByteBuffer.allocate(2 * Long.BYTES).putLong(hash.high()).putLong(hash.low()).array();
  }

  private static Object value(Object value) {
    return switch (value) {
      case Instant instant -> instant.atOffset(ZoneOffset.UTC);
      case ByteBuffer bytes -> bytes.duplicate();
      case List<?> list -> list.stream().map(RowRecords::value).toList();
      case Map<?, ?> map -> {
        Map<Object, Object> values = new LinkedHashMap<>();
        map.forEach((key, element) -> values.put(key, value(element)));
        yield values;
      }
      default -> value;
    };
  }
}
