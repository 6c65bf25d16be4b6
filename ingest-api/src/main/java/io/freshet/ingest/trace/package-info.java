/** What OpenTelemetry is told of requests, where it is configured. */
@NullMarked
package io.freshet.ingest.trace;

import org.jspecify.annotations.NullMarked;
