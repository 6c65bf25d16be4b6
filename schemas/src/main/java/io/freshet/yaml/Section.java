package io.freshet.yaml;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A mapping in a YAML file. Each getter takes one key, checks its type, and adds a problem with
 * file, line, path and hint where it is wrong; a wrong value then reads as absent. {@link #done()}
 * reports the keys that nobody asked for. Reading goes on after a problem, so that a user sees all
 * of them at once. Values never appear in messages: they may be secrets.
 */
public final class Section {
  private final Entries entries;

  private Section(Entries entries) {
    this.entries = entries;
  }

  /**
   * Reads a file; a missing, unreadable or malformed one is one problem and an empty section, which
   * then keeps what else it would miss to itself.
   */
  public static Section read(Path file, Problems problems) {
    var place = new Place(file.toString(), 0, "");
    return new YamlReader(file, problems)
        .root()
        .map(mapping -> new Section(new Entries(place, mapping, problems)))
        .orElseGet(() -> new Section(new Entries(place, new Problems())));
  }

  public boolean has(String key) {
    return entries.has(key);
  }

  /** The keys of this section in their order, for sections whose keys are the user's own. */
  public List<String> keys() {
    return entries.keys();
  }

  public Optional<String> text(String key) {
    return entries.get(key, "text (in quotes if it looks like a number)", Scalars::text);
  }

  /** Text that must be there: otherwise a problem, and "" to go on with. */
  public String requiredText(String key) {
    if (!has(key)) {
      entries.ask(key);
      problem(key, "is missing");
      return "";
    }
    return text(key).orElse("");
  }

  public Optional<Boolean> bool(String key) {
    return entries.get(key, "true or false", Scalars::bool);
  }

  public Optional<Long> integer(String key, long min, long max) {
    return within(
        key, entries.get(key, "a whole number", Scalars::integer), min, max, String::valueOf);
  }

  public Optional<Double> number(String key, double min, double max) {
    return within(key, entries.get(key, "a number", Scalars::number), min, max, String::valueOf);
  }

  /** Such as {@code 250ms}, {@code 5s}, {@code 10m}, {@code 12h}, {@code 30d}. */
  public Optional<Duration> duration(String key) {
    return entries.get(key, "a duration such as 250ms, 5s, 10m, 12h or 30d", Scalars::duration);
  }

  /** A duration between two others. */
  public Optional<Duration> duration(String key, Duration min, Duration max) {
    return within(key, duration(key), min, max, DurationText::format);
  }

  /** Such as {@code 512KiB}, {@code 32MiB}, {@code 1GiB}, or a plain number of bytes. */
  public Optional<Long> bytes(String key) {
    return entries.get(key, "a size such as 512KiB, 32MiB or 1GiB", Scalars::bytes);
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
    for (Node element : entries.elements(key)) {
      Optional<String> text = Scalars.text(element);
      text.ifPresentOrElse(texts::add, () -> entries.expected(key, "a list of texts", element));
    }
    return texts;
  }

  /** A nested mapping; absent: empty, with getters that find nothing. */
  public Section section(String key) {
    return nested(place(key), entries.get(key, "keys and values", Section::mapping));
  }

  /** A list of mappings; absent: empty. */
  public List<Section> sections(String key) {
    List<Section> sections = new ArrayList<>();
    for (Node element : entries.elements(key)) {
      String path = place(key).path() + "[" + sections.size() + "]";
      var at = new Place(entries.own().file(), Entries.lineOf(element), path);
      Optional<MappingNode> mapping = mapping(element);
      if (mapping.isEmpty()) {
        entries.expected(key, "a list of keys and values", element);
      }
      sections.add(nested(at, mapping));
    }
    return sections;
  }

  /** A scalar of any type as text (kafka client properties). */
  public Optional<String> scalar(String key) {
    return entries.get(key, "a value", Scalars::any);
  }

  /** A value of any kind, as JSON; absent: empty. */
  public Optional<String> json(String key) {
    return entries.get(key, "a value", node -> Optional.of(NodeJson.write(node)));
  }

  /** Whether the value of a key is a list. */
  public boolean isList(String key) {
    return entries.peek(key).filter(SequenceNode.class::isInstance).isPresent();
  }

  /** Whether the value of a key is itself a mapping (a field may be a path or a mapping). */
  public boolean isSection(String key) {
    return entries.peek(key).filter(MappingNode.class::isInstance).isPresent();
  }

  /** Adds a problem at the key's line (or the section's own where the key is absent). */
  public void problem(String key, String message, String hint) {
    entries.problem(key, message, hint);
  }

  public void problem(String key, String message) {
    problem(key, message, "");
  }

  /** Where a key stands (the section itself where the key is absent). */
  public Place place(String key) {
    return entries.place(key);
  }

  /** The path of this section in its document, such as {@code topics[0].routes[1]}. */
  public String path() {
    return entries.own().path();
  }

  /** Reports every key that no getter asked for, with near-name hints. */
  public void done() {
    entries.done();
  }

  private Section nested(Place at, Optional<MappingNode> mapping) {
    Problems problems = entries.problems();
    return new Section(
        mapping
            .map(found -> new Entries(at, found, problems))
            .orElseGet(() -> new Entries(at, problems)));
  }

  private static Optional<MappingNode> mapping(Node node) {
    return node instanceof MappingNode mapping ? Optional.of(mapping) : Optional.empty();
  }

  private <T extends Comparable<T>> Optional<T> within(
      String key, Optional<T> value, T min, T max, Function<T, String> text) {
    if (value.isPresent() && (value.get().compareTo(min) < 0 || value.get().compareTo(max) > 0)) {
      problem(key, "must be between " + text.apply(min) + " and " + text.apply(max));
      return Optional.empty();
    }
    return value;
  }
}
