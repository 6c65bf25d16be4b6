package io.freshet.bridge.event;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What is known of a value's type before any event is seen. */
public sealed interface Shape {

  /** A value without elements. */
  enum Scalar implements Shape {
    BOOL("a boolean"),
    WHOLE("a whole number"),
    FRACTION("a floating-point number"),
    /** Only an event will tell whether it is a whole one. */
    NUMBER("a number"),
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

  /**
   * An object whose members a schema names, all of them.
   *
   * @param otherNames by which a member is found too, and the name that it stands for
   */
  record Structure(Map<String, Shape> members, Map<String, String> otherNames) implements Shape {
    public Structure {
      members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
      otherNames = Map.copyOf(otherNames);
    }

    @Override
    public String text() {
      return "an object";
    }

    Optional<Shape> member(String name) {
      return Optional.ofNullable(members.get(otherNames.getOrDefault(name, name)));
    }
  }

  /** What a person calls it, with its article. */
  String text();
}
