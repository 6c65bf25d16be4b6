package io.freshet;

import io.freshet.rules.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  @Test
  void theSharedContractKnowsNoKafkaHttpOrAws() {
    HouseRules.of("io.freshet")
        .everywhere()
        .never(
            "org.apache.kafka..",
            "okhttp3..",
            "software.amazon..",
            "com.linecorp..",
            "java.net.http..",
            "io.freshet.bridge..",
            "io.freshet.ingest..");
  }
}
