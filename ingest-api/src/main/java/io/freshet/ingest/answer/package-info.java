/** What a request is answered with, whatever the transport. */
@NullMarked
package io.freshet.ingest.answer;

import org.jspecify.annotations.NullMarked;
