/** Health and metrics for operators, over HTTP. */
@NullMarked
package io.freshet.bridge.admin;

import org.jspecify.annotations.NullMarked;
