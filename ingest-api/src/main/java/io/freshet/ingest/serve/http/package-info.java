/** The JSON routes. */
@NullMarked
package io.freshet.ingest.serve.http;

import org.jspecify.annotations.NullMarked;
