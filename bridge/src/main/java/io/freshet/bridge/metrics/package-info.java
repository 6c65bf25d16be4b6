/** Every metric of the bridge, by name. */
@NullMarked
package io.freshet.bridge.metrics;

import org.jspecify.annotations.NullMarked;
