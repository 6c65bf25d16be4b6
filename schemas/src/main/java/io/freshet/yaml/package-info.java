/**
 * Configuration and schema files: YAML read once, with positions, every problem reported at once.
 */
@NullMarked
package io.freshet.yaml;

import org.jspecify.annotations.NullMarked;
