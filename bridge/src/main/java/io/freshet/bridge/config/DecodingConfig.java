package io.freshet.bridge.config;

import io.freshet.yaml.Place;

/**
 * How a topic's messages are read.
 *
 * @param place where the file says so
 */
public record DecodingConfig(FormatConfig format, Envelope envelope, Place place) {

  /** What an event is wrapped in. */
  public enum Envelope {
    NONE,
    /** Debezium's change events: before, after, op. */
    DEBEZIUM
  }

  /** What a topic has that says nothing about it. */
  public static DecodingConfig json() {
    return new DecodingConfig(new FormatConfig.Json(), Envelope.NONE, new Place("", 0, ""));
  }
}
