/** {@code bridge.yaml}, read once into validated records. */
@NullMarked
package io.freshet.bridge.config;

import org.jspecify.annotations.NullMarked;
