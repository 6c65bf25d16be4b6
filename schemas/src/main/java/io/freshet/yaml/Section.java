package io.freshet.yaml;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A mapping in a YAML file. Each getter takes one key, checks its type, and adds a problem with
 * file, line, path and hint where it is wrong; a wrong value then reads as absent. {@link #done()}
 * reports the keys that nobody asked for. Reading goes on after a problem, so that a user sees all
 * of them at once. Values never appear in messages: they may be secrets.
 */
public final class Section {
  private final String file;
  private final String path;
  private final int line;
  private final Problems problems;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Set<String> asked = new HashSet<>();

  private record Entry(int line, Node value) {}

  private Section(String file, String path, int line, Problems problems) {
    this.file = file;
    this.path = path;
    this.line = line;
    this.problems = problems;
  }

  /**
   * Reads a file; a missing, unreadable or malformed one is one problem and an empty section, which
   * then keeps what else it would miss to itself.
   */
  public static Section read(Path file, Problems problems) {
    Optional<MappingNode> mapping = new YamlReader(file, problems).root();
    Problems heard = mapping.isPresent() ? problems : new Problems();
    var root = new Section(file.toString(), "", 0, heard);
    mapping.ifPresent(root::fill);
    return root;
  }

  public boolean has(String key) {
    return entries.containsKey(key);
  }

  /** The keys of this section in their order, for sections whose keys are the user's own. */
  public List<String> keys() {
    return List.copyOf(entries.keySet());
  }

  public Optional<String> text(String key) {
    return get(key, "text (in quotes if it looks like a number)", Scalars::text);
  }

  /** Text that must be there: otherwise a problem, and "" to go on with. */
  public String requiredText(String key) {
    if (!has(key)) {
      asked.add(key);
      problem(key, "is missing");
      return "";
    }
    return text(key).orElse("");
  }

  public Optional<Boolean> bool(String key) {
    return get(key, "true or false", Scalars::bool);
  }

  public Optional<Long> integer(String key, long min, long max) {
    return within(key, get(key, "a whole number", Scalars::integer), min, max);
  }

  public Optional<Double> number(String key, double min, double max) {
    return within(key, get(key, "a number", Scalars::number), min, max);
  }

  /** Such as {@code 250ms}, {@code 5s}, {@code 10m}, {@code 12h}, {@code 30d}. */
  public Optional<Duration> duration(String key) {
    return get(key, "a duration such as 250ms, 5s, 10m, 12h or 30d", Scalars::duration);
  }

  /** A duration between two others. */
  public Optional<Duration> duration(String key, Duration min, Duration max) {
    Optional<Duration> duration = duration(key);
    if (duration.isPresent()
        && (duration.get().compareTo(min) < 0 || duration.get().compareTo(max) > 0)) {
      problem(
          key, "must be between " + DurationText.format(min) + " and " + DurationText.format(max));
      return Optional.empty();
    }
    return duration;
  }

  /** Such as {@code 512KiB}, {@code 32MiB}, {@code 1GiB}, or a plain number of bytes. */
  public Optional<Long> bytes(String key) {
    return get(key, "a size such as 512KiB, 32MiB or 1GiB", Scalars::bytes);
  }

  /** One of a set of words; another word is a problem with a near-name hint. */
  public Optional<String> choice(String key, Set<String> allowed) {
    Optional<String> word = text(key);
    if (word.isPresent() && !allowed.contains(word.get())) {
      problem(
          key,
          "expected one of " + String.join(", ", allowed.stream().sorted().toList()),
          NearNames.nearest(word.get(), allowed)
              .map(near -> "did you mean " + near + "?")
              .orElse(""));
      return Optional.empty();
    }
    return word;
  }

  /** A list of texts; absent: empty. */
  public List<String> texts(String key) {
    List<String> texts = new ArrayList<>();
    for (Node element : elements(key)) {
      Optional<String> text = Scalars.text(element);
      text.ifPresentOrElse(texts::add, () -> expected(key, "a list of texts", element));
    }
    return texts;
  }

  /** A nested mapping; absent: empty, with getters that find nothing. */
  public Section section(String key) {
    Optional<MappingNode> mapping =
        get(
            key,
            "keys and values",
            node -> node instanceof MappingNode found ? Optional.of(found) : Optional.empty());
    var section = new Section(file, pathOf(key), lineOf(key), problems);
    mapping.ifPresent(section::fill);
    return section;
  }

  /** A list of mappings; absent: empty. */
  public List<Section> sections(String key) {
    List<Section> sections = new ArrayList<>();
    for (Node element : elements(key)) {
      String at = pathOf(key) + "[" + sections.size() + "]";
      var section = new Section(file, at, lineOf(element), problems);
      if (element instanceof MappingNode mapping) {
        section.fill(mapping);
      } else {
        expected(key, "a list of keys and values", element);
      }
      sections.add(section);
    }
    return sections;
  }

  /** A scalar of any type as text (kafka client properties). */
  public Optional<String> scalar(String key) {
    return get(key, "a value", Scalars::any);
  }

  /** A value of any kind, as JSON; absent: empty. */
  public Optional<String> json(String key) {
    return get(key, "a value", node -> Optional.of(NodeJson.write(node)));
  }

  /** Whether the value of a key is a list. */
  public boolean isList(String key) {
    Entry entry = entries.get(key);
    return entry != null && entry.value() instanceof SequenceNode;
  }

  /** Whether the value of a key is itself a mapping (a field may be a path or a mapping). */
  public boolean isSection(String key) {
    Entry entry = entries.get(key);
    return entry != null && entry.value() instanceof MappingNode;
  }

  /** Adds a problem at the key's line (or the section's own where the key is absent). */
  public void problem(String key, String message, String hint) {
    problems.add(place(key).problem(message, hint));
  }

  public void problem(String key, String message) {
    problem(key, message, "");
  }

  /** Where a key stands (the section itself where the key is absent). */
  public Place place(String key) {
    return new Place(file, lineOf(key), pathOf(key));
  }

  /** The path of this section in its document, such as {@code topics[0].routes[1]}. */
  public String path() {
    return path;
  }

  /** Reports every key that no getter asked for, with near-name hints. */
  public void done() {
    for (String key : entries.keySet()) {
      if (!asked.contains(key)) {
        List<String> free = asked.stream().filter(known -> !has(known)).sorted().toList();
        problem(key, "unknown key", NearNames.hint(key, free));
      }
    }
  }

  private void fill(MappingNode mapping) {
    for (NodeTuple tuple : mapping.getValue()) {
      Optional<String> key = Scalars.any(tuple.getKeyNode());
      int at = lineOf(tuple.getKeyNode());
      if (key.isEmpty()) {
        problems.add(new Problem(file, at, path, "a key must be text", Optional.empty()));
      } else if (entries.putIfAbsent(key.get(), new Entry(at, tuple.getValueNode())) != null) {
        problems.add(
            new Problem(
                file,
                at,
                pathOf(key.get()),
                "duplicate key",
                Optional.of("first on line " + lineOf(key.get()))));
      }
    }
  }

  private <T> Optional<T> get(String key, String expected, Function<Node, Optional<T>> read) {
    asked.add(key);
    Entry entry = entries.get(key);
    if (entry == null) {
      return Optional.empty();
    }
    Optional<T> value = read.apply(entry.value());
    if (value.isEmpty()) {
      expected(key, expected, entry.value());
    }
    return value;
  }

  private List<Node> elements(String key) {
    return get(
            key,
            "a list",
            node ->
                node instanceof SequenceNode list ? Optional.of(list.getValue()) : Optional.empty())
        .orElse(List.of());
  }

  private <T extends Comparable<T>> Optional<T> within(
      String key, Optional<T> value, T min, T max) {
    if (value.isPresent() && (value.get().compareTo(min) < 0 || value.get().compareTo(max) > 0)) {
      problem(key, "must be between " + min + " and " + max);
      return Optional.empty();
    }
    return value;
  }

  private void expected(String key, String expected, Node got) {
    problem(key, "expected " + expected + ", got " + Scalars.describe(got));
  }

  private String pathOf(String key) {
    return path.isEmpty() || key.isEmpty() ? path + key : path + "." + key;
  }

  private int lineOf(String key) {
    Entry entry = entries.get(key);
    return entry == null ? line : entry.line();
  }

  private static int lineOf(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
  }
}
