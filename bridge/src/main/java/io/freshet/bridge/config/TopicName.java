package io.freshet.bridge.config;

import java.util.regex.Pattern;

/** Which topics an entry of {@code topics} is for. */
public sealed interface TopicName {

  /** The name, or the pattern, as the file writes it. */
  String text();

  /** Whether it is for that topic. */
  boolean matches(String topic);

  /** One topic. */
  record Exactly(String text) implements TopicName {
    @Override
    public boolean matches(String topic) {
      return text.equals(topic);
    }
  }

  /** Every topic whose whole name a Java regular expression matches. */
  record Matching(Pattern pattern) implements TopicName {
    @Override
    public String text() {
      return pattern.pattern();
    }

    @Override
    public boolean matches(String topic) {
      return pattern.matcher(topic).matches();
    }
  }
}
