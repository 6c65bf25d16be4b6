package io.freshet.bridge;

import io.freshet.rules.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  @Test
  void everyLibraryHasOnePlace() {
    HouseRules.of("io.freshet.bridge")
        .everywhere()
        .only("okhttp3..", "push")
        .only("okio..", "push")
        .only("dev.cel..", "expression")
        .only("org.apache.kafka..", "consume", "deadletter")
        .only("io.micrometer..", "metrics")
        .only("com.sun.net.httpserver..", "admin")
        .never("io.freshet.ingest..", "software.amazon..");
  }
}
