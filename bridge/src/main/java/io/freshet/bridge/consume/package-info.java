/** The thread that owns the Kafka consumer: poll, hand over, pause, commit, rebalance. */
@NullMarked
package io.freshet.bridge.consume;

import org.jspecify.annotations.NullMarked;
