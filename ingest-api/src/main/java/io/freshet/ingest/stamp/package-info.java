/** The server's clock: no two records of a process share a moment. */
@NullMarked
package io.freshet.ingest.stamp;

import org.jspecify.annotations.NullMarked;
