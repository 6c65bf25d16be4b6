package io.freshet.ingest.store.memory;

import io.freshet.ingest.plan.ViewPlan;
import io.freshet.ingest.purge.PurgeTables;
import io.freshet.ingest.read.ReadTables;
import io.freshet.ingest.read.StoredRow;
import io.freshet.ingest.store.TablesContract;
import io.freshet.ingest.write.WriteTables;
import java.util.List;

class MemoryTablesTest extends TablesContract {
  private final MemoryTables tables = new MemoryTables();

  @Override
  protected WriteTables writes() {
    return tables;
  }

  @Override
  protected PurgeTables purge() {
    return tables;
  }

  @Override
  protected ReadTables reads() {
    return tables;
  }

  @Override
  protected List<StoredRow> history(ViewPlan ofView, String key) {
    return tables.history(key);
  }
}
