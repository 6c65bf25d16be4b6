package io.freshet.offline.table;

import io.freshet.schema.ArrayType;
import io.freshet.schema.FeatureView;
import io.freshet.schema.FieldType;
import io.freshet.schema.Fields;
import io.freshet.schema.MapType;
import io.freshet.schema.PushSource;
import io.freshet.schema.ScalarType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;
import org.apache.iceberg.types.Types.NestedField;

/**
 * A feature view's table: the entity's columns, the features', then {@link Columns}. Features are
 * optional, as a tombstone has none and yesterday's rows have none of today's.
 */
public final class ViewSchema {
  private int lastId;

  private ViewSchema() {}

  /** The columns, numbered from 1. */
  public static Schema of(PushSource source, FeatureView view) {
    return new ViewSchema().schema(source.fields(), view);
  }

  /** One partition a day of event time, in UTC. */
  public static PartitionSpec partitions(Schema schema) {
    return PartitionSpec.builderFor(schema).day(Columns.EVENT_TIME).build();
  }

  private Schema schema(Fields fields, FeatureView view) {
    List<NestedField> columns = new ArrayList<>();
    for (String name : view.entity()) {
      columns.add(NestedField.required(next(), Columns.of(name), type(fields, name)));
    }
    for (String name : view.features()) {
      if (!view.entity().contains(name)) {
        columns.add(NestedField.optional(next(), Columns.of(name), type(fields, name)));
      }
    }
    Type time = Types.TimestampType.withZone();
    columns.add(NestedField.required(next(), Columns.EVENT_TIME, time));
    columns.add(NestedField.required(next(), Columns.INGESTION_TIME, time));
    columns.add(NestedField.optional(next(), Columns.SEQUENCE, Types.LongType.get()));
    columns.add(NestedField.optional(next(), Columns.ORIGIN, Types.StringType.get()));
    columns.add(NestedField.required(next(), Columns.IS_DELETED, Types.BooleanType.get()));
    columns.add(NestedField.required(next(), Columns.CONTENT_HASH, Types.FixedType.ofLength(16)));
    return new Schema(columns);
  }

  private int next() {
    return ++lastId;
  }

  private Type type(Fields fields, String name) {
    return type(fields.at(fields.position(name)).type(), this::next);
  }

  private static Type type(FieldType type, IntSupplier ids) {
    return switch (type) {
      case ScalarType scalar -> scalar(scalar);
      case ArrayType(FieldType element) ->
          Types.ListType.ofRequired(ids.getAsInt(), type(element, ids));
      case MapType(FieldType value) ->
          Types.MapType.ofRequired(
              ids.getAsInt(), ids.getAsInt(), Types.StringType.get(), type(value, ids));
    };
  }

  private static Type scalar(ScalarType type) {
    return switch (type) {
      case BOOL -> Types.BooleanType.get();
      case INT32 -> Types.IntegerType.get();
      case INT64 -> Types.LongType.get();
      case FLOAT32 -> Types.FloatType.get();
      case FLOAT64 -> Types.DoubleType.get();
      case STRING -> Types.StringType.get();
      case BYTES -> Types.BinaryType.get();
      case TIMESTAMP -> Types.TimestampType.withZone();
    };
  }
}
