/**
 * A run against a stage set, for the JVM to watch: what it loads and links is kept in a start-up
 * cache.
 */
@NullMarked
package io.freshet.bridge.rehearse;

import org.jspecify.annotations.NullMarked;
