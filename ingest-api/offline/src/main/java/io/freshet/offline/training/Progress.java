package io.freshet.offline.training;

/** Who is told how far it has come. */
@FunctionalInterface
public interface Progress {
  /** One line for a person: a step, or how much of it is done. */
  void say(String line);
}
