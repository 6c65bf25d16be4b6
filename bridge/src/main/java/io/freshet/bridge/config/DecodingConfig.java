package io.freshet.bridge.config;

import io.freshet.yaml.Place;
import java.util.Optional;

/**
 * How a topic's messages are read.
 *
 * @param keys the format of their keys; empty where a key is text without parts
 * @param place where the file says so
 */
public record DecodingConfig(
    FormatConfig format, Envelope envelope, Optional<FormatConfig> keys, Place place) {

  /** What an event is wrapped in. */
  public enum Envelope {
    NONE,
    /** Debezium's change events: before, after, op. */
    DEBEZIUM
  }

  /** What a topic has that says nothing about it. */
  public static DecodingConfig json() {
    return new DecodingConfig(
        new FormatConfig.Json(),
        Envelope.NONE,
        Optional.of(new FormatConfig.Json()),
        new Place("", 0, ""));
  }

  /** Whether a key is more than its text: whatever its schema says, a number too. */
  public boolean keysAreDecoded() {
    return keys.filter(FormatConfig.Registered.class::isInstance).isPresent();
  }
}
