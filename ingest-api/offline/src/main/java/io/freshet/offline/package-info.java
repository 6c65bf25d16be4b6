/** The history as Iceberg tables: followed, kept small, and joined to training sets. */
@NullMarked
package io.freshet.offline;

import org.jspecify.annotations.NullMarked;
