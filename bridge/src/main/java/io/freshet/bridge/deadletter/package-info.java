/** What cannot be stored goes, to the byte, to a topic of its own, with the reason. */
@NullMarked
package io.freshet.bridge.deadletter;

import org.jspecify.annotations.NullMarked;
