/** From an event's values to the bytes of one record of a push request. */
@NullMarked
package io.freshet.bridge.map;

import org.jspecify.annotations.NullMarked;
