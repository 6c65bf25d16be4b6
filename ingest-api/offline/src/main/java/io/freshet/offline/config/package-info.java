/** offline.yaml, read once into validated records, all problems at once. */
@NullMarked
package io.freshet.offline.config;

import org.jspecify.annotations.NullMarked;
