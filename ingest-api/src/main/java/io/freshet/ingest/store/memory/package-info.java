/** The tables in memory, for trying out and for tests. */
@NullMarked
package io.freshet.ingest.store.memory;

import org.jspecify.annotations.NullMarked;
