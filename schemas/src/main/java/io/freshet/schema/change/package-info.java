/** What changed between two catalogues, and whom it breaks. Pure. */
@NullMarked
package io.freshet.schema.change;

import org.jspecify.annotations.NullMarked;
