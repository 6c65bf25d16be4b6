/** Protobuf, from the text of its schema at run time. */
@NullMarked
package io.freshet.bridge.decode.protobuf;

import org.jspecify.annotations.NullMarked;
