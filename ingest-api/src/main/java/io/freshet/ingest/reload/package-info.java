/** What is read from files, read again while the server runs. */
@NullMarked
package io.freshet.ingest.reload;

import org.jspecify.annotations.NullMarked;
