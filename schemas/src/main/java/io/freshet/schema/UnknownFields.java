package io.freshet.schema;

/** What a record's field that the schema does not know means. */
public enum UnknownFields {
  REJECT,
  IGNORE
}
