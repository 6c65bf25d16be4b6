/** Which offset may be committed: the heart of the guarantee. */
@NullMarked
package io.freshet.bridge.offsets;

import org.jspecify.annotations.NullMarked;
