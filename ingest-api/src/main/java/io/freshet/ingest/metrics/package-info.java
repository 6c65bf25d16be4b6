/** Every metric's name, in one file. */
@NullMarked
package io.freshet.ingest.metrics;

import org.jspecify.annotations.NullMarked;
