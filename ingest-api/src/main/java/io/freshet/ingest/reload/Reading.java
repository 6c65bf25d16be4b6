package io.freshet.ingest.reload;

import io.freshet.yaml.Problems;

/** Something that files hold. */
public interface Reading<T> {

  /**
   * A text that changes when the content of the files does, read from the content itself: a
   * ConfigMap changes by a link that is swapped, without an event for its files. Never fails: that
   * the files cannot be read is a content of its own.
   */
  String fingerprint();

  /**
   * Reads the files; what is wrong is added to {@code problems}, and the answer is then not used.
   */
  T read(Problems problems);
}
