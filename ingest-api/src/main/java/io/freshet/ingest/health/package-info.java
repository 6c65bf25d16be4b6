/** Whether this instance should be sent requests, and whether it lives. */
@NullMarked
package io.freshet.ingest.health;

import org.jspecify.annotations.NullMarked;
