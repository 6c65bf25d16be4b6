/**
 * Proxies that break what passes through them, on demand: {@link
 * io.freshet.embedded.fault.FaultProxy} knows HTTP and DynamoDB's operations, {@link
 * io.freshet.embedded.fault.TcpProxy} only bytes.
 *
 * <pre>{@code
 * @RegisterExtension static final EmbeddedDynamoDb dynamo = EmbeddedDynamoDb.inMemory();
 * @RegisterExtension static final FaultProxy proxy = FaultProxy.inFrontOf(dynamo.endpoint());
 *
 * @Test
 * void triesAgainWhenTheAnswerIsLost() {
 *   Injection lost = proxy.inject("PutItem", 1, new Fault.ResetAfter());
 *   write(proxy.endpoint());
 *   assertThat(lost.hits()).isEqualTo(1);
 *   assertThat(proxy.requests("PutItem")).isEqualTo(2);
 * }
 * }</pre>
 */
@NullMarked
package io.freshet.embedded.fault;

import org.jspecify.annotations.NullMarked;
