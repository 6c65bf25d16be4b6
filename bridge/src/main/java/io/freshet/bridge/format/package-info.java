/** From what a topic's configuration says of its format to what reads it. */
@NullMarked
package io.freshet.bridge.format;

import org.jspecify.annotations.NullMarked;
