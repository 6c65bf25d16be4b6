/** freshet-ingest, the stateless push-ingest server. Start reading at {@code journey.Ingest}. */
@NullMarked
package io.freshet.ingest;

import org.jspecify.annotations.NullMarked;
