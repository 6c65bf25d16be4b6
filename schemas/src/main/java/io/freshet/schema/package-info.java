/**
 * The feature-schema model: push sources, their fields and the feature views they feed. Pure
 * values, no I/O.
 */
@NullMarked
package io.freshet.schema;

import org.jspecify.annotations.NullMarked;
