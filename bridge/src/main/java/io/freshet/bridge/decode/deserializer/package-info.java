/** Whatever a Kafka Deserializer makes of a message. */
@NullMarked
package io.freshet.bridge.decode.deserializer;

import org.jspecify.annotations.NullMarked;
