package io.freshet.offline.commit;

import io.freshet.offline.table.LogRow;
import java.math.BigInteger;

/** A row, and where in its shard it stands. */
record StreamRow(BigInteger sequence, LogRow row) {}
