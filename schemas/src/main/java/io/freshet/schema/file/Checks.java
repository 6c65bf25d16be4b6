package io.freshet.schema.file;

import io.freshet.schema.Fields;
import io.freshet.schema.Names;
import io.freshet.yaml.NearNames;
import io.freshet.yaml.Section;
import java.util.HashSet;
import java.util.Set;

/** Checks that the sections of one schema file share; they also say whether the file is sound. */
final class Checks {
  private final Set<String> misread = new HashSet<>();
  private boolean sound = true;

  boolean sound() {
    return sound;
  }

  /** A field that is there and has been reported: that nobody finds it is no further problem. */
  void misread(String field) {
    sound = false;
    misread.add(field);
  }

  String name(Section section, String key) {
    String name = section.requiredText(key);
    if (!Names.valid(name)) {
      sound = false;
      if (!name.isEmpty()) {
        section.problem(key, "is not a name", Names.RULE);
      }
    }
    return name;
  }

  /** Whether a field of that name exists; otherwise a problem with what was probably meant. */
  boolean known(Section section, String key, String field, Fields fields) {
    if (fields.position(field) >= 0) {
      return true;
    }
    sound = false;
    if (!field.isEmpty() && !misread.contains(field)) {
      section.problem(key, "no field is named " + field, NearNames.hint(field, fields.names()));
    }
    return false;
  }

  void wrong(Section section, String key, String message, String hint) {
    sound = false;
    section.problem(key, message, hint);
  }
}
