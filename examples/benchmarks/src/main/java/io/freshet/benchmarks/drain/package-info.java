/** How fast a topic drains into a server that only counts. */
@NullMarked
package io.freshet.benchmarks.drain;

import org.jspecify.annotations.NullMarked;
