package io.freshet.offline.training;

import io.freshet.offline.table.Columns;
import io.freshet.offline.table.ViewSchema;
import io.freshet.offline.training.LogFiles.Span;
import io.freshet.offline.training.Summary.OfView;
import io.freshet.schema.Catalogue.FedView;
import io.freshet.schema.FeatureView;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Types.NestedField;

/** One view's part of the training set, as a table of the engine: a row for each of the spine's. */
final class ViewJoin {
  private static final long A_SECOND = 1_000_000;

  /** Ids from here on are of no column of any table. */
  private static final int IN_NO_FILE = 1 << 30;

  private final Engine engine;
  private final Request request;
  private final FedView fed;
  private final FeatureView view;
  private final Table table;
  private final List<KeyColumn> keys;
  private final String name;

  /**
   * Prepares it.
   *
   * @param name of the table that it makes
   */
  ViewJoin(
      Engine engine, Request request, FedView fed, Table table, List<KeyColumn> keys, String name) {
    this.engine = engine;
    this.request = request;
    this.fed = fed;
    this.view = fed.view();
    this.table = table;
    this.keys = keys;
    this.name = name;
  }

  /** A feature: what the output calls it, and its column in the table that this made. */
  record Feature(String name, LogColumn column) {}

  String table() {
    return name;
  }

  FeatureView view() {
    return view;
  }

  /** Those of the view; one that was registered since the table was last written is NULL. */
  List<Feature> features() {
    Schema registered = ViewSchema.of(fed.source(), view);
    List<Feature> features = new ArrayList<>();
    for (String feature : view.features()) {
      String column = Columns.of(feature);
      String at = "f" + features.size();
      NestedField field = table.schema().findField(column);
      features.add(
          new Feature(
              column,
              field == null
                  ? new LogColumn(IN_NO_FILE + features.size(), at, registered.findType(column))
                  : new LogColumn(field.fieldId(), at, field.type())));
    }
    return features;
  }

  /** Makes the table. */
  OfView run(Progress progress) {
    LogFiles files = LogFiles.of(table, span());
    progress.say(
        "%s: %,d rows in %,d files".formatted(view.name(), files.rows(), files.files().size()));
    List<String> paths =
        new Staging(table.io(), engine.folder("staged-" + name)).local(files.files());
    List<LogColumn> features = features().stream().map(Feature::column).toList();
    join(request.knowledge(), name, Spine.TABLE, paths, features);
    long rows = engine.number("SELECT count(*) FROM " + name);
    long filled = engine.number("SELECT count(*) FROM " + name + " WHERE live");
    return new OfView(
        view.name(),
        files.snapshot(),
        files.files().size(),
        files.rows(),
        filled,
        rows - filled,
        filled < rows && !paths.isEmpty() ? notYetKnown(paths) : 0);
  }

  /** Of the rows that stayed empty those that are not when ingestion does not count. */
  private long notYetKnown(List<String> paths) {
    if (request.knowledge() == Knowledge.EVENT) {
      return 0;
    }
    String unfilled =
        "(SELECT * FROM %s SEMI JOIN (SELECT row FROM %s WHERE NOT live) USING (row))"
            .formatted(Spine.TABLE, name);
    String later = name + "_later";
    join(Knowledge.EVENT, later, unfilled, paths, List.of());
    long count = engine.number("SELECT count(*) FROM " + later + " WHERE live");
    engine.run("DROP TABLE " + later);
    return count;
  }

  private void join(
      Knowledge knowledge,
      String made,
      String spine,
      List<String> paths,
      List<LogColumn> features) {
    List<String> at = keys.stream().map(KeyColumn::at).toList();
    var join =
        new AsKnown(knowledge, view.ttl(), at, features.stream().map(LogColumn::at).toList());
    String asked =
        "SELECT row, m - %d AS t, %s FROM %s".formatted(lag(), String.join(", ", at), spine);
    engine.run(
        "joining " + view.name(),
        "CREATE TABLE " + made + " AS " + join.sql(asked, log(paths, features)));
  }

  private String log(List<String> paths, List<LogColumn> features) {
    List<LogColumn> columns = new ArrayList<>(features);
    keys.forEach(key -> columns.add(column(Columns.of(key.name()), key.at())));
    columns.add(column(Columns.EVENT_TIME, "event_time"));
    columns.add(column(Columns.INGESTION_TIME, "ingestion_time"));
    columns.add(column(Columns.SEQUENCE, "sequence"));
    columns.add(column(Columns.IS_DELETED, AsKnown.DELETED));
    columns.add(column(Columns.CONTENT_HASH, AsKnown.HASH));
    return "SELECT * EXCLUDE (event_time, ingestion_time, sequence), epoch_us(event_time) AS e, "
        + "epoch_us(ingestion_time) AS i, coalesce(sequence, -1) AS s FROM "
        + relation(paths, columns)
        + within();
  }

  private static String relation(List<String> paths, List<LogColumn> columns) {
    if (paths.isEmpty()) {
      return columns.stream()
          .map(column -> "NULL::" + column.sql() + " AS " + column.at())
          .collect(Collectors.joining(", ", "(SELECT ", " WHERE false)"));
    }
    return columns.stream()
        .map(LogColumn::entry)
        .collect(
            Collectors.joining(
                ", ", "read_parquet(" + Sql.texts(paths) + ", schema = MAP {", "})"));
  }

  private LogColumn column(String column, String at) {
    NestedField field = table.schema().findField(column);
    if (field == null) {
      throw new IllegalStateException(table.name() + " has no column " + column + ": is it ours?");
    }
    return new LogColumn(field.fieldId(), at, field.type());
  }

  private String within() {
    Span span = span();
    String before = " WHERE event_time <= make_timestamptz(" + span.last() + ")";
    return span.first().isPresent()
        ? before + " AND event_time >= make_timestamptz(" + span.first().getAsLong() + ")"
        : before;
  }

  /**
   * What is newer than every moment is never seen, and what had expired before the first neither.
   */
  private Span span() {
    long first = engine.number("SELECT min(m) FROM " + Spine.TABLE) - lag();
    long last = engine.number("SELECT max(m) FROM " + Spine.TABLE) - lag();
    return view.ttl()
        .map(ttl -> new Span(OptionalLong.of(first - AsKnown.micros(ttl) - A_SECOND), last))
        .orElseGet(() -> new Span(OptionalLong.empty(), last));
  }

  private long lag() {
    return AsKnown.micros(request.lag());
  }
}
