/** From JSON to the bytes that a producer would have written: for mapping tests. */
@NullMarked
package io.freshet.bridge.encode;

import org.jspecify.annotations.NullMarked;
