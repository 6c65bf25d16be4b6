package io.freshet.ingest.store.dynamodb;

import io.freshet.ingest.plan.ViewPlan;
import io.freshet.ingest.read.ReadTables;
import io.freshet.ingest.read.StoredRow;
import io.freshet.ingest.store.OrderContract;
import io.freshet.ingest.write.WriteTables;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

class DynamoDbOrderIT extends OrderContract {
  private static final LocalStore LOCAL = LocalStore.withPrefix("order_");

  @Property(tries = 60, shrinking = ShrinkingMode.BOUNDED)
  void everyOrderRepetitionInterleavingAndFailureEndsTheSame(
      @ForAll("requests") List<List<Attempt>> requests, @ForAll("turns") List<Turn> turns) {
    everythingEndsTheSame(requests, turns);
  }

  @Override
  protected WriteTables writes() {
    return LOCAL.store().writes();
  }

  @Override
  protected ReadTables reads() {
    return LOCAL.store().reads();
  }

  @Override
  protected List<StoredRow> history(ViewPlan ofView, String key) {
    return LOCAL.history(ofView, key);
  }
}
