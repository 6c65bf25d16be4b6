package io.freshet.offline.training;

import io.freshet.schema.ScalarType;

/**
 * A field of an entity.
 *
 * @param name of the field, and of the spine's column
 * @param at its column in the engine's tables
 */
record KeyColumn(String name, ScalarType type, String at) {}
