/** Features read back: the online row, or what was known at a moment. */
@NullMarked
package io.freshet.ingest.read;

import org.jspecify.annotations.NullMarked;
