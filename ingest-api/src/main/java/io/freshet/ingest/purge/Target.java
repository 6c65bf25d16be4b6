package io.freshet.ingest.purge;

/**
 * The rows of one entity in one view.
 *
 * @param key as both tables have it
 */
public record Target(String view, String key) {}
