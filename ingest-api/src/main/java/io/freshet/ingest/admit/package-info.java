/** Who may come in now: deadlines, and a bound on what is worked on at a time. */
@NullMarked
package io.freshet.ingest.admit;

import org.jspecify.annotations.NullMarked;
