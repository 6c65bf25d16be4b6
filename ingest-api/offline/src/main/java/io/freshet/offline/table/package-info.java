/**
 * Feature views as Iceberg tables. {@link io.freshet.offline.table.ViewTables} opens them, {@link
 * io.freshet.offline.table.RowRecords} makes rows for them, {@link
 * io.freshet.offline.table.RowFiles} writes those as data files.
 */
@NullMarked
package io.freshet.offline.table;

import org.jspecify.annotations.NullMarked;
