/** The order of records: bytes that sort as records do. */
@NullMarked
package io.freshet.ingest.version;

import org.jspecify.annotations.NullMarked;
