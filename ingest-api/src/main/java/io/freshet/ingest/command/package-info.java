/** The command line: serve, schemas, keys. */
@NullMarked
package io.freshet.ingest.command;

import org.jspecify.annotations.NullMarked;
