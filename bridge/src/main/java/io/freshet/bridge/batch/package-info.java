/** Gathers records of one push source into requests of at most ten. */
@NullMarked
package io.freshet.bridge.batch;

import org.jspecify.annotations.NullMarked;
