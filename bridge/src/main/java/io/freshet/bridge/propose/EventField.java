package io.freshet.bridge.propose;

import io.freshet.bridge.event.FieldPath;
import io.freshet.bridge.event.FieldPath.Name;
import java.util.List;
import java.util.Locale;

/** A field of an event. */
record EventField(List<String> names, Guess guess) {

  EventField {
    names = List.copyOf(names);
  }

  String path() {
    return new FieldPath(names.stream().<FieldPath.Step>map(Name::new).toList()).toString();
  }

  /** How far its name is from another: 0 the same path, 1 the same name, 2 an ending, else 9. */
  int distance(String field) {
    String wanted = plain(field);
    if (plain(String.join("", names)).equals(wanted)) {
      return 0;
    }
    String last = plain(names.getLast());
    if (last.equals(wanted) || (names.size() > 1 && lastTwo().equals(wanted))) {
      return 1;
    }
    boolean ending =
        last.length() > 3
            && wanted.length() > 3
            && (wanted.endsWith(last) || last.endsWith(wanted));
    return ending || plain(String.join("", names)).endsWith(wanted) ? 2 : 9;
  }

  private String lastTwo() {
    return plain(names.get(names.size() - 2) + names.getLast());
  }

  /** user_id, userId, USER-ID and user.id are one. */
  private static String plain(String name) {
    return name.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
  }
}
