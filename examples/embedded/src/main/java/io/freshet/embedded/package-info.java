/**
 * Real servers for tests and the quickstart, without Docker: each is a JVM of its own that can be
 * stopped, killed with -9 and started again on the same data and port.
 *
 * <pre>{@code
 * @RegisterExtension static final EmbeddedKafka kafka = EmbeddedKafka.oneBroker();
 *
 * @Test
 * void survivesTheBrokersDeath() {
 *   kafka.createTopic("events", 4);
 *   kafka.broker(0).kill();
 *   kafka.broker(0).start();
 * }
 * }</pre>
 *
 * <p>Maven resolves the servers at build time; run {@code mvn -q -Dquick package} once.
 */
@NullMarked
package io.freshet.embedded;

import org.jspecify.annotations.NullMarked;
