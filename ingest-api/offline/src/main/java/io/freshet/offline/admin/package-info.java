/** Metrics and health over HTTP. */
@NullMarked
package io.freshet.offline.admin;

import org.jspecify.annotations.NullMarked;
