/** Change events: the row behind the envelope. */
@NullMarked
package io.freshet.bridge.decode.debezium;

import org.jspecify.annotations.NullMarked;
