package io.freshet.bridge;

import io.freshet.rules.HouseRules;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  @Test
  void everyLibraryHasOnePlace() {
    HouseRules.of("io.freshet.bridge")
        .everywhere()
        .only("okhttp3..", "push", "registry", "rehearse")
        .only("okio..", "push", "registry", "decode.protobuf", "rehearse")
        .only("org.apache.avro..", "decode.avro", "decode.deserializer", "encode")
        .only("com.google.protobuf..", "decode.protobuf", "decode.deserializer", "encode")
        .only("com.squareup.wire..", "decode.protobuf")
        .only("com.fasterxml.jackson.databind..", "decode.deserializer")
        .only("dev.cel..", "expression")
        .only("org.apache.kafka..", "consume", "deadletter", "decode.deserializer", "rehearse")
        .only("io.micrometer..", "metrics")
        .only("com.sun.net.httpserver..", "admin")
        .never("io.freshet.ingest..", "software.amazon..");
  }
}
