/** Avro, of which only what the mapping names is decoded. */
@NullMarked
package io.freshet.bridge.decode.avro;

import org.jspecify.annotations.NullMarked;
