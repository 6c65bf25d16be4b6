/** A push request's body, parsed once, straight into typed values. */
@NullMarked
package io.freshet.ingest.request;

import org.jspecify.annotations.NullMarked;
