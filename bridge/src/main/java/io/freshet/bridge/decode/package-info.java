/** From a message's bytes to the few values that the mapping names. */
@NullMarked
package io.freshet.bridge.decode;

import org.jspecify.annotations.NullMarked;
