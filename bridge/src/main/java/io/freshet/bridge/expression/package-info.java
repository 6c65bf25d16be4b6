/** CEL: the expressions of a mapping, compiled once and evaluated for each event. */
@NullMarked
package io.freshet.bridge.expression;

import org.jspecify.annotations.NullMarked;
