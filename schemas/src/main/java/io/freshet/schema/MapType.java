package io.freshet.schema;

/** {@code map<string,T>}: string keys, no absent values. */
public record MapType(FieldType value) implements FieldType {

  @Override
  public String text() {
    return "map<string," + value.text() + ">";
  }
}
