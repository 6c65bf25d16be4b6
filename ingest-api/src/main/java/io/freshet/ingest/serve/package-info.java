/** HTTP and gRPC on one port over the same use cases. */
@NullMarked
package io.freshet.ingest.serve;

import org.jspecify.annotations.NullMarked;
