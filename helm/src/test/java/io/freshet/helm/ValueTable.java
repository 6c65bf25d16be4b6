package io.freshet.helm;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * values.yaml as a table for people: each value with its default, and the comment that stands above
 * it behind {@code # --}. A value without a comment is an error.
 */
final class ValueTable {
  private static final Pattern KEY = Pattern.compile("( *)([A-Za-z][A-Za-z0-9]*):(.*)");
  private static final String COMMENT = "# -- ";

  private final StringBuilder table =
      new StringBuilder("| value | default | what it is |\n|---|---|---|\n");
  private final Deque<String> path = new ArrayDeque<>();
  private String comment = "";

  private ValueTable() {}

  static String of(String yaml) {
    var table = new ValueTable();
    List<String> lines = yaml.lines().toList();
    for (Iterator<String> each = lines.iterator(); each.hasNext(); ) {
      table.line(each.next());
    }
    return table.table.toString();
  }

  private void line(String line) {
    String text = line.strip();
    Matcher key = KEY.matcher(line);
    if (text.startsWith(COMMENT)) {
      comment = text.substring(COMMENT.length());
    } else if (key.matches()) {
      key(key.group(1).length() / 2, key.group(2), key.group(3).strip());
    }
  }

  private void key(int depth, String name, String value) {
    while (path.size() > depth) {
      path.removeLast();
    }
    path.addLast(name);
    String whole = String.join(".", path);
    if (!comment.isEmpty()) {
      String shown = value.isEmpty() ? "see values.yaml" : "`" + value.replace("|", "\\|") + "`";
      table.append("| `").append(whole).append("` | ").append(shown);
      table.append(" | ").append(comment.replace("|", "\\|")).append(" |\n");
      comment = "";
    } else if (!value.isEmpty() && !isPartOfADocumentedOne(whole)) {
      throw new AssertionError(whole + " has no comment in values.yaml");
    }
  }

  private boolean isPartOfADocumentedOne(String whole) {
    int parent = whole.lastIndexOf('.');
    return parent > 0 && table.indexOf("| `" + whole.substring(0, parent) + "` |") >= 0;
  }
}
