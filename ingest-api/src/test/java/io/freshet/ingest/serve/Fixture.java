package io.freshet.ingest.serve;

import io.freshet.ingest.Samples;
import io.freshet.ingest.auth.Access;
import io.freshet.ingest.auth.ApiKey;
import io.freshet.ingest.auth.Caller;
import io.freshet.ingest.auth.KeyRing;
import io.freshet.ingest.auth.Token;
import io.freshet.ingest.journey.Ingest;
import io.freshet.ingest.journey.Reads;
import io.freshet.ingest.plan.Schemas;
import io.freshet.ingest.read.FeatureReader;
import io.freshet.ingest.serve.IngestServer.Docs;
import io.freshet.ingest.serve.IngestServer.Routes;
import io.freshet.ingest.serve.status.RequestIds;
import io.freshet.ingest.stamp.IngestionClock;
import io.freshet.ingest.store.memory.MemoryTables;
import io.freshet.ingest.validate.Validator;
import io.freshet.ingest.write.Row;
import io.freshet.ingest.write.RowWriter;
import io.freshet.ingest.write.StoreException;
import io.freshet.ingest.write.StoreException.Kind;
import io.freshet.ingest.write.WriteTables;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** A server in this JVM over tables in memory that fail when they are told to. */
final class Fixture implements AutoCloseable {
  private final MemoryTables tables = new MemoryTables();
  private final Token readWrite = Token.random(new SecureRandom());
  private final Token readOnly = Token.random(new SecureRandom());
  private final IngestServer server;
  private volatile Optional<Kind> failing = Optional.empty();
  private volatile int written;

  Fixture() {
    InstantSource clock = () -> Samples.NOW;
    Schemas schemas = Samples.schemas();
    var keys =
        new KeyRing(
            List.of(
                key(readWrite, Set.of(Access.READ, Access.WRITE)),
                key(readOnly, Set.of(Access.READ))),
            clock);
    var ingest =
        new Ingest(
            keys,
            () -> schemas,
            new Validator(clock),
            new IngestionClock(clock),
            new RowWriter(new Faulty(), clock));
    var reads = new Reads(keys, () -> schemas, new FeatureReader(tables, clock));
    this.server =
        IngestServer.start(
            new InetSocketAddress("127.0.0.1", 0),
            new Routes(ingest, reads, () -> "metrics", new RequestIds(() -> "made"), Docs.HIDDEN));
  }

  int port() {
    return server.port();
  }

  String key() {
    return readWrite.reveal();
  }

  String readOnlyKey() {
    return readOnly.reveal();
  }

  /** Rows that reached a table since the start. */
  int written() {
    return written;
  }

  void failWith(Optional<Kind> kind) {
    failing = kind;
  }

  @Override
  public void close() {
    server.close();
  }

  private static ApiKey key(Token token, Set<Access> access) {
    var caller = new Caller(token.id(), "prod", Set.of(), access);
    return new ApiKey(caller, token.secretHash(), Samples.NOW, Optional.empty());
  }

  private final class Faulty implements WriteTables {
    @Override
    public CompletableFuture<Long> remember(Row row) {
      return failing.isPresent() ? failed() : counted(tables.remember(row));
    }

    @Override
    public CompletableFuture<Offered> offer(Row row) {
      return failing.isPresent() ? failed() : counted(tables.offer(row));
    }

    private <T> CompletableFuture<T> counted(CompletableFuture<T> write) {
      written++;
      return write;
    }

    private <T> CompletableFuture<T> failed() {
      return CompletableFuture.failedFuture(
          new StoreException(failing.orElseThrow(), "told to fail"));
    }
  }
}
