/** The Confluent wire format: messages that name their schema. */
@NullMarked
package io.freshet.bridge.decode.wire;

import org.jspecify.annotations.NullMarked;
