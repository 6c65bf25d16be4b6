package io.freshet.ingest.command;

import io.freshet.ingest.config.IngestConfig.Store;
import io.freshet.ingest.health.StoreCheck;
import io.freshet.ingest.read.ReadTables;
import io.freshet.ingest.store.dynamodb.DynamoDbSettings;
import io.freshet.ingest.store.dynamodb.DynamoDbStore;
import io.freshet.ingest.store.memory.MemoryTables;
import io.freshet.ingest.write.WriteTables;
import java.util.concurrent.CompletableFuture;

/** The store that the configuration names, opened. */
public record Stores(
    WriteTables writes, ReadTables reads, StoreCheck check, String where, Runnable closing)
    implements AutoCloseable {

  static Stores open(Store store) {
    return switch (store) {
      case Store.InMemory _ -> {
        var tables = new MemoryTables();
        StoreCheck check = () -> CompletableFuture.completedFuture(true);
        yield new Stores(tables, tables, check, "memory: nothing survives this process", () -> {});
      }
      case Store.DynamoDb(DynamoDbSettings settings) -> {
        DynamoDbStore opened = DynamoDbStore.start(settings);
        yield new Stores(
            opened.writes(),
            opened.reads(),
            opened.check(),
            "DynamoDB at "
                + settings.where()
                + ", tables "
                + settings.tables().online()
                + " and "
                + settings.tables().history(),
            opened::close);
      }
    };
  }

  @Override
  public void close() {
    closing.run();
  }
}
