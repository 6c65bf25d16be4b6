package io.freshet.yaml;

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
 * The keys of one mapping: where each stands, which were asked for, and what is wrong with them.
 */
final class Entries {
  private final Place own;
  private final Problems problems;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Set<String> asked = new HashSet<>();

  private record Entry(int line, Node value) {}

  /** None. */
  Entries(Place own, Problems problems) {
    this.own = own;
    this.problems = problems;
  }

  /** Those of a mapping; keys that are no text, or there twice, are problems. */
  Entries(Place own, MappingNode mapping, Problems problems) {
    this(own, problems);
    mapping.getValue().forEach(this::add);
  }

  Place own() {
    return own;
  }

  Problems problems() {
    return problems;
  }

  boolean has(String key) {
    return entries.containsKey(key);
  }

  List<String> keys() {
    return List.copyOf(entries.keySet());
  }

  /** Notes that somebody knows this key. */
  void ask(String key) {
    asked.add(key);
  }

  /** The value of a key, without asking for it. */
  Optional<Node> peek(String key) {
    return Optional.ofNullable(entries.get(key)).map(Entry::value);
  }

  /** The value of a key as it is to be read; one that cannot be is a problem, and absent. */
  <T> Optional<T> get(String key, String expected, Function<Node, Optional<T>> read) {
    ask(key);
    Optional<Node> node = peek(key);
    Optional<T> value = node.flatMap(read);
    if (node.isPresent() && value.isEmpty()) {
      expected(key, expected, node.get());
    }
    return value;
  }

  /** The elements of a list; absent: none. */
  List<Node> elements(String key) {
    return get(
            key,
            "a list",
            node ->
                node instanceof SequenceNode list ? Optional.of(list.getValue()) : Optional.empty())
        .orElse(List.of());
  }

  /** Where a key stands; the mapping itself where it has no such key. */
  Place place(String key) {
    Entry entry = entries.get(key);
    return new Place(own.file(), entry == null ? own.line() : entry.line(), pathOf(key));
  }

  void problem(String key, String message, String hint) {
    problems.add(place(key).problem(message, hint));
  }

  void expected(String key, String expected, Node got) {
    problem(key, "expected " + expected + ", got " + Scalars.describe(got), "");
  }

  /** Every key that nobody has asked for is a problem. */
  void done() {
    for (String key : entries.keySet()) {
      if (!asked.contains(key)) {
        List<String> free = asked.stream().filter(known -> !has(known)).sorted().toList();
        problem(key, "unknown key", NearNames.hint(key, free));
      }
    }
  }

  static int lineOf(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
  }

  private void add(NodeTuple tuple) {
    Optional<String> key = Scalars.any(tuple.getKeyNode());
    int at = lineOf(tuple.getKeyNode());
    if (key.isEmpty()) {
      problems.add(new Place(own.file(), at, own.path()).problem("a key must be text", ""));
    } else if (entries.putIfAbsent(key.get(), new Entry(at, tuple.getValueNode())) != null) {
      problems.add(
          new Place(own.file(), at, pathOf(key.get()))
              .problem("duplicate key", "first on line " + place(key.get()).line()));
    }
  }

  private String pathOf(String key) {
    return own.path().isEmpty() || key.isEmpty() ? own.path() + key : own.path() + "." + key;
  }
}
