/** From a batch to the ingest API and back: one attempt, and the patience around it. */
@NullMarked
package io.freshet.bridge.push;

import org.jspecify.annotations.NullMarked;
