package io.freshet.ingest.store.memory;

import io.freshet.ingest.plan.ViewPlan;
import io.freshet.ingest.read.ReadTables;
import io.freshet.ingest.read.StoredRow;
import io.freshet.ingest.store.OrderContract;
import io.freshet.ingest.write.WriteTables;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class MemoryOrderTest extends OrderContract {
  private final MemoryTables tables = new MemoryTables();

  @Property(tries = 2_000)
  void everyOrderRepetitionInterleavingAndFailureEndsTheSame(
      @ForAll("requests") List<List<Attempt>> requests, @ForAll("turns") List<Turn> turns) {
    everythingEndsTheSame(requests, turns);
  }

  @Override
  protected WriteTables writes() {
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
