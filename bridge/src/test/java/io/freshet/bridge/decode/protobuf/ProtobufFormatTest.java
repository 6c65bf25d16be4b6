package io.freshet.bridge.decode.protobuf;

import static org.assertj.core.api.Assertions.assertThat;

import io.freshet.bridge.config.FormatConfig.Kind;
import io.freshet.bridge.decode.Projection;
import io.freshet.bridge.registry.RegisteredSchema;
import io.freshet.bridge.registry.SchemaId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProtobufFormatTest {
  private static final int PARTITIONS = 32;

  @ParameterizedTest
  @ValueSource(strings = {"syntax = \"proto3\"; message M { int32 a = 1; }", "no .proto"})
  void allPartitionsShareOneCompilationOfASchema(String text) throws Exception {
    var schema = new RegisteredSchema(Kind.PROTOBUF, text, List.of());
    var compilations = new AtomicInteger();
    var format =
        new ProtobufFormat(registered -> {
          compilations.incrementAndGet();
          return ProtobufSchemas.compile(registered);
        });
    var start = new CyclicBarrier(PARTITIONS);
    List<Future<?>> partitions = new ArrayList<>();
    try (var threads = Executors.newFixedThreadPool(PARTITIONS)) {
      for (int i = 0; i < PARTITIONS; i++) {
        partitions.add(
            threads.submit(() -> {
              start.await();
              return format.body(new SchemaId.Numbered(7), schema, new Projection());
            }));
      }
    }
    for (Future<?> partition : partitions) {
      partition.get();
    }
    assertThat(compilations).hasValue(1);
  }
}
