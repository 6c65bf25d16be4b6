/** What every whole-system benchmark shares: the usage of a process, spreads, and the report. */
@NullMarked
package io.freshet.benchmarks.measure;

import org.jspecify.annotations.NullMarked;
