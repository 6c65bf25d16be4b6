/** The table that turns outcomes into status codes, for both transports. */
@NullMarked
package io.freshet.ingest.serve.status;

import org.jspecify.annotations.NullMarked;
