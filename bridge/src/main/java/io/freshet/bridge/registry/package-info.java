/** The schema registry: what a schema's id stands for. */
@NullMarked
package io.freshet.bridge.registry;

import org.jspecify.annotations.NullMarked;
