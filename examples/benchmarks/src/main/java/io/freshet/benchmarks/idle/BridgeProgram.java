package io.freshet.benchmarks.idle;

import io.freshet.benchmarks.drain.BridgeProcess;
import io.freshet.benchmarks.drain.Events;
import io.freshet.benchmarks.drain.Load;
import io.freshet.benchmarks.drain.SinkProcess;
import io.freshet.embedded.EmbeddedKafka;
import io.freshet.embedded.JavaProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** freshet-bridge, by its launcher, between a broker with a few events and a server that counts. */
final class BridgeProgram implements Program {
  private static final Load FEW = Load.of(4, 40, 1);

  private final Path folder;
  private final EmbeddedKafka kafka;
  private final SinkProcess sink;

  private BridgeProgram(Path folder, EmbeddedKafka kafka, SinkProcess sink) {
    this.folder = folder;
    this.kafka = kafka;
    this.sink = sink;
  }

  /** Sets up broker and server. */
  static Program stage(Path folder) {
    EmbeddedKafka kafka = EmbeddedKafka.oneForLoad(Map.of());
    kafka.start();
    kafka.createTopic(FEW.topic(), FEW.partitions());
    Events.fill(kafka.bootstrapServers(), FEW);
    return new BridgeProgram(folder, kafka, SinkProcess.start(folder));
  }

  @Override
  public String name() {
    return "freshet-bridge";
  }

  @Override
  public JavaProcess start() throws IOException {
    sink.reset(FEW, 0);
    String group = "group-" + UUID.randomUUID();
    return new BridgeProcess(kafka.bootstrapServers(), FEW, sink.url(), group)
        .start(folder, List.of());
  }

  @Override
  public long firstDoneMillis() {
    return sink.stats().firstMillis();
  }

  @Override
  public void close() {
    sink.close();
    kafka.close();
  }
}
