package io.freshet.bridge.decode;

/** A number as it was written, where it is not a whole one of 64 bits: nothing is rounded yet. */
public record Numeral(String text) {}
