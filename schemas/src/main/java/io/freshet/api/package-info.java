/** The vocabulary of the ingest API that the server speaks and the bridge understands. */
@NullMarked
package io.freshet.api;

import org.jspecify.annotations.NullMarked;
