/** What the programs cost while nothing happens, and how long they take to start. */
@NullMarked
package io.freshet.benchmarks.idle;

import org.jspecify.annotations.NullMarked;
