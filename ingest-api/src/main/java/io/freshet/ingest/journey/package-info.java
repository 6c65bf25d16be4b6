/** The journey of a push, on one page. */
@NullMarked
package io.freshet.ingest.journey;

import org.jspecify.annotations.NullMarked;
