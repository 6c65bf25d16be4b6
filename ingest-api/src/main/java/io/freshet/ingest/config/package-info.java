/** ingest.yaml, read once into validated records, all problems at once. */
@NullMarked
package io.freshet.ingest.config;

import org.jspecify.annotations.NullMarked;
