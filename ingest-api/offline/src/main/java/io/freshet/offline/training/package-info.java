/** Training sets: a spine of entities and moments, joined with what was known of them then. */
@NullMarked
package io.freshet.offline.training;

import org.jspecify.annotations.NullMarked;
