package io.freshet.schema.file;

import io.freshet.yaml.Place;
import io.freshet.yaml.Section;

/** A name that a file gives to something that has to be its only bearer in the workspace. */
record Declared(String kind, String name, Section section, String key) {

  Place place() {
    return section.place(key);
  }

  void clash(String other) {
    section.problem(
        key, "a " + kind + " of that name exists already in this workspace", "see " + other);
  }
}
