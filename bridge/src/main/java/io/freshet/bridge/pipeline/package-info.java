/** From a partition's records to the server, or a dead letter: the steps behind the consumer. */
@NullMarked
package io.freshet.bridge.pipeline;

import org.jspecify.annotations.NullMarked;
