package io.freshet.bridge.config;

/**
 * Where records go that cannot be stored.
 *
 * @param maxRatio of the last {@code window} records; beyond it the bridge halts, because something
 *     is wrong with more than a record
 */
public record DeadLetterConfig(String topic, double maxRatio, int window) {}
