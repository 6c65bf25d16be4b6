/** The commands beside {@code run}: what helps to write a mapping and to trust it. */
@NullMarked
package io.freshet.bridge.command;

import org.jspecify.annotations.NullMarked;
