package io.freshet.ingest;

import io.freshet.rules.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  @Test
  void everyLibraryHasOnePlace() {
    HouseRules.of("io.freshet.ingest")
        .only("software.amazon..", "store.dynamodb")
        .only("com.linecorp..", "serve", "trace", "store.dynamodb.call")
        .only("io.grpc..", "serve", "v1")
        .only("io.micrometer..", "metrics")
        .only("io.opentelemetry..", "trace")
        .never("io.freshet.bridge..", "org.apache.kafka..");
  }
}
