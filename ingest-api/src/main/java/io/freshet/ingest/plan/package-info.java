/** The registered schemas, prepared for the hot path: positions instead of names. */
@NullMarked
package io.freshet.ingest.plan;

import org.jspecify.annotations.NullMarked;
