/** What came from the broker, and why a part of it could not be used. */
@NullMarked
package io.freshet.bridge.event;

import org.jspecify.annotations.NullMarked;
