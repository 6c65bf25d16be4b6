package io.freshet.bridge.event;

/** What is known of a value's type before any event is seen. */
public sealed interface Shape {

  /** A value without elements. */
  enum Scalar implements Shape {
    BOOL("a boolean"),
    WHOLE("a whole number"),
    FRACTION("a floating-point number"),
    TEXT("a string"),
    BYTES("bytes"),
    TIME("a timestamp"),
    /** Something that no field can hold. */
    OTHER("something that no field can hold"),
    /** Only an event will tell. */
    UNKNOWN("anything");

    private final String text;

    Scalar(String text) {
      this.text = text;
    }

    @Override
    public String text() {
      return text;
    }
  }

  /** A list. */
  record Array(Shape element) implements Shape {
    @Override
    public String text() {
      return "a list";
    }
  }

  /** Values by name. */
  record Members(Shape value) implements Shape {
    @Override
    public String text() {
      return "an object";
    }
  }

  /** What a person calls it, with its article. */
  String text();
}
