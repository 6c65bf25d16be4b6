/** Every metric's name, in one file. */
@NullMarked
package io.freshet.offline.metrics;

import org.jspecify.annotations.NullMarked;
