/** The registered schemas, read again when their files change. */
@NullMarked
package io.freshet.offline.schemas;

import org.jspecify.annotations.NullMarked;
