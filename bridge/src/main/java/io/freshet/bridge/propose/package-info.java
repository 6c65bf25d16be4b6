/** A first mapping, proposed from what an event looks like and what a push source wants. */
@NullMarked
package io.freshet.bridge.propose;

import org.jspecify.annotations.NullMarked;
