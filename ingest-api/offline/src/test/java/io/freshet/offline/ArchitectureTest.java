package io.freshet.offline;

import io.freshet.rules.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  @Test
  void everyLibraryHasOnePlace() {
    HouseRules.of("io.freshet.offline")
        .everywhere()
        .only("software.amazon.kinesis..", "follow")
        .only("com.amazonaws..", "follow")
        .only("org.duckdb..", "training")
        .never("io.freshet.bridge..", "org.apache.kafka..");
  }
}
