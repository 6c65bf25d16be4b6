/** What a record costs, step by step (JMH). {@code examples/benchmarks/jmh} runs them. */
@NullMarked
package io.freshet.benchmarks;

import org.jspecify.annotations.NullMarked;
