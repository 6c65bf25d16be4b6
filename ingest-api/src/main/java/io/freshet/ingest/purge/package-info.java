/** Erases an entity from both tables: a data subject's right. */
@NullMarked
package io.freshet.ingest.purge;

import org.jspecify.annotations.NullMarked;
