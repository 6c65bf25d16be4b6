/**
 * The guarantee, tried out: a seeded {@link io.freshet.quickstart.guarantee.Schedule} of kills,
 * pauses and outages over several bridges, servers and brokers, and an {@link
 * io.freshet.quickstart.guarantee.Oracle} that says afterwards, from the topic, the tables and the
 * requests that were seen, whether the guarantee was kept. The oracle uses kafka-clients and the
 * AWS SDK and none of Freshet's code.
 *
 * <p>From seed to verdict: {@code Workload} and {@code Schedule} are pure values of the seed,
 * {@code Conductor} plays them on a {@code Stage}, what was seen is {@code Evidence}, each {@code
 * Check} reads it, and a {@code Verdict} prints how to run the seed again.
 */
@NullMarked
package io.freshet.quickstart.guarantee;

import org.jspecify.annotations.NullMarked;
