package io.freshet.yaml;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A mapping in a YAML file. Each getter takes one key, checks its type, and adds a problem with
 * file, line, path and hint where it is wrong; a wrong value then reads as absent. {@link #done()}
 * reports the keys that nobody asked for. Reading goes on after a problem, so that a user sees all
 * of them at once.
 */
public final class Section {
  private Section() {}

  /** Reads a file; a missing, unreadable or malformed one is a problem and an empty section. */
  public static Section read(Path file, Problems problems) {
    throw new UnsupportedOperationException("H2");
  }

  public boolean has(String key) {
    throw new UnsupportedOperationException("H2");
  }

  /** The keys of this section in their order, for sections whose keys are the user's own. */
  public List<String> keys() {
    throw new UnsupportedOperationException("H2");
  }

  public Optional<String> text(String key) {
    throw new UnsupportedOperationException("H2");
  }

  /** Text that must be there: otherwise a problem, and "" to go on with. */
  public String requiredText(String key) {
    throw new UnsupportedOperationException("H2");
  }

  public Optional<Boolean> bool(String key) {
    throw new UnsupportedOperationException("H2");
  }

  public Optional<Long> integer(String key, long min, long max) {
    throw new UnsupportedOperationException("H2");
  }

  public Optional<Double> number(String key, double min, double max) {
    throw new UnsupportedOperationException("H2");
  }

  /** Such as {@code 250ms}, {@code 5s}, {@code 10m}, {@code 12h}, {@code 30d}. */
  public Optional<Duration> duration(String key) {
    throw new UnsupportedOperationException("H2");
  }

  /** Such as {@code 512KiB}, {@code 32MiB}, {@code 1GiB}, or a plain number of bytes. */
  public Optional<Long> bytes(String key) {
    throw new UnsupportedOperationException("H2");
  }

  /** One of a set of words; another word is a problem with a near-name hint. */
  public Optional<String> choice(String key, Set<String> allowed) {
    throw new UnsupportedOperationException("H2");
  }

  /** A list of texts; absent: empty. */
  public List<String> texts(String key) {
    throw new UnsupportedOperationException("H2");
  }

  /** A nested mapping; absent: empty, with getters that find nothing. */
  public Section section(String key) {
    throw new UnsupportedOperationException("H2");
  }

  /** A list of mappings; absent: empty. */
  public List<Section> sections(String key) {
    throw new UnsupportedOperationException("H2");
  }

  /** A scalar of any type as text (kafka client properties). */
  public Optional<String> scalar(String key) {
    throw new UnsupportedOperationException("H2");
  }

  /** Whether the value of a key is itself a mapping (a field may be a path or a mapping). */
  public boolean isSection(String key) {
    throw new UnsupportedOperationException("H2");
  }

  /** Adds a problem at the key's line (or the section's own where the key is absent). */
  public void problem(String key, String message, String hint) {
    throw new UnsupportedOperationException("H2");
  }

  public void problem(String key, String message) {
    throw new UnsupportedOperationException("H2");
  }

  /** The path of this section in its document, such as {@code topics[0].routes[1]}. */
  public String path() {
    throw new UnsupportedOperationException("H2");
  }

  /** Reports every key that no getter asked for, with near-name hints. */
  public void done() {
    throw new UnsupportedOperationException("H2");
  }
}
