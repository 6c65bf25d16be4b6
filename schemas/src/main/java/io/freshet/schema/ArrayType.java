package io.freshet.schema;

/** {@code array<T>}: an ordered list without absent elements. */
public record ArrayType(FieldType element) implements FieldType {

  @Override
  public String text() {
    return "array<" + element.text() + ">";
  }
}
