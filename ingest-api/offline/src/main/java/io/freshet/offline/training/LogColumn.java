package io.freshet.offline.training;

import org.apache.iceberg.types.Type;
import org.apache.iceberg.types.Types;

/**
 * A column of a view's table, found in its files by its id: so a column that was added later is
 * NULL in older files.
 *
 * @param at its name in the engine
 */
record LogColumn(int id, String at, Type type) {

  /** As an entry of {@code read_parquet}'s schema. */
  String entry() {
    return id
        + ": {name: "
        + Sql.text(at)
        + ", type: "
        + Sql.text(sql(type))
        + ", default_value: NULL}";
  }

  String sql() {
    return sql(type);
  }

  private static String sql(Type type) {
    return switch (type.typeId()) {
      case BOOLEAN -> "BOOLEAN";
      case INTEGER -> "INTEGER";
      case LONG -> "BIGINT";
      case FLOAT -> "FLOAT";
      case DOUBLE -> "DOUBLE";
      case STRING -> "VARCHAR";
      case BINARY, FIXED -> "BLOB";
      case TIMESTAMP -> "TIMESTAMPTZ";
      case LIST -> sql(((Types.ListType) type).elementType()) + "[]";
      case MAP -> "MAP(VARCHAR, " + sql(((Types.MapType) type).valueType()) + ")";
      default -> throw new IllegalArgumentException("no field of a feature view is a " + type);
    };
  }
}
