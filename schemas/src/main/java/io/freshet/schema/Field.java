package io.freshet.schema;

/** A field of a push source. A missing optional field and an explicit null are both absent. */
public record Field(String name, FieldType type, boolean required) {}
