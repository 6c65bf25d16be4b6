/** What a record must be before anything is written. */
@NullMarked
package io.freshet.ingest.validate;

import org.jspecify.annotations.NullMarked;
