package io.freshet.offline.training;

import io.freshet.offline.table.RowFiles;
import io.freshet.offline.table.ViewTables;
import io.freshet.schema.Catalogue;
import io.freshet.schema.FeatureView;
import io.freshet.schema.Field;
import io.freshet.schema.Fields;
import io.freshet.schema.History;
import io.freshet.schema.PushSource;
import io.freshet.schema.ScalarType;
import io.freshet.schema.TimestampRule;
import io.freshet.schema.UnknownFields;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.data.GenericRecord;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.inmemory.InMemoryCatalog;

/** A view of logins (user and shop; the note names the row) in a catalog that is no folder. */
final class Moments implements AutoCloseable {
  static final String WORKSPACE = "prod";
  static final String VIEW = "logins";

  private static final long ONE_FILE_A_DAY = 1 << 20;

  private final ViewTables tables;
  private final PushSource source;

  Moments(Optional<Duration> ttl) {
    this(inMemory(), ttl);
  }

  /** The same in another catalog, which goes with this. */
  Moments(ViewTables tables, Optional<Duration> ttl) {
    this.tables = tables;
    this.source = source(ttl);
    tables.ensure(source, source.featureViews().getFirst());
  }

  private static ViewTables inMemory() {
    var catalog = new InMemoryCatalog();
    catalog.initialize("moments", Map.of());
    return new ViewTables(catalog, Namespace.empty());
  }

  /**
   * A row, as the worker would have written it.
   *
   * @param note names the row; a delete has none
   * @param hash its last byte, the others are 0: what settles the last ties
   */
  record Row(
      String user,
      long shop,
      Instant event,
      Instant ingestion,
      Optional<Long> sequence,
      boolean delete,
      int hash,
      String note) {}

  private static PushSource source(Optional<Duration> ttl) {
    var fields =
        new Fields(
            List.of(
                new Field("user_id", ScalarType.STRING, true),
                new Field("shop", ScalarType.INT64, true),
                new Field("note", ScalarType.STRING, false),
                new Field("at", ScalarType.TIMESTAMP, true)));
    var view =
        new FeatureView(
            VIEW, List.of("user_id", "shop"), List.of("note"), ttl, new History.Forever());
    var rule =
        new TimestampRule("at", TimestampRule.DEFAULT_MAX_FUTURE, TimestampRule.DEFAULT_MAX_AGE);
    return new PushSource(WORKSPACE, VIEW, "", rule, UnknownFields.REJECT, fields, List.of(view));
  }

  Catalogue catalogue() {
    return new Catalogue(List.of(source));
  }

  ViewTables tables() {
    return tables;
  }

  Table table() {
    return tables.find(WORKSPACE, VIEW).orElseThrow();
  }

  /** Commits the rows. */
  void add(List<Row> rows) {
    Table table = table();
    var append = table.newAppend();
    RowFiles.write(table, rows.stream().map(row -> record(row, table)).toList(), ONE_FILE_A_DAY)
        .forEach(append::appendFile);
    append.commit();
  }

  private static Record record(Row row, Table table) {
    Record record = GenericRecord.create(table.schema());
    record.setField("user_id", row.user());
    record.setField("shop", row.shop());
    if (!row.delete()) {
      record.setField("note", row.note());
    }
    record.setField("event_time", row.event().atOffset(ZoneOffset.UTC));
    record.setField("ingestion_time", row.ingestion().atOffset(ZoneOffset.UTC));
    row.sequence().ifPresent(sequence -> record.setField("sequence", sequence));
    record.setField("is_deleted", row.delete());
    var hash = new byte[16];
    hash[15] = (byte) row.hash();
    record.setField("content_hash", hash);
    return record;
  }

  @Override
  public void close() {
    tables.close();
  }
}
