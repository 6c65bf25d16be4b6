/** History first, then online: the step that makes a push durable. */
@NullMarked
package io.freshet.ingest.write;

import org.jspecify.annotations.NullMarked;
