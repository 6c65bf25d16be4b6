/** Whether this instance should be sent requests. */
@NullMarked
package io.freshet.ingest.health;

import org.jspecify.annotations.NullMarked;
