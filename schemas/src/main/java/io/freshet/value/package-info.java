/**
 * Exact conversions of what arrives (JSON tokens, protobuf values, event fields) into the schema's
 * types.
 */
@NullMarked
package io.freshet.value;

import org.jspecify.annotations.NullMarked;
