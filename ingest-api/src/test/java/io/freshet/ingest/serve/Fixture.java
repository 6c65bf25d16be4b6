package io.freshet.ingest.serve;

import io.freshet.ingest.Samples;
import io.freshet.ingest.admit.Deadline;
import io.freshet.ingest.admit.Turnstile;
import io.freshet.ingest.auth.Access;
import io.freshet.ingest.auth.ApiKey;
import io.freshet.ingest.auth.Caller;
import io.freshet.ingest.auth.KeyRing;
import io.freshet.ingest.auth.Rate;
import io.freshet.ingest.auth.RateLimited;
import io.freshet.ingest.auth.Token;
import io.freshet.ingest.config.Limits;
import io.freshet.ingest.health.Readiness;
import io.freshet.ingest.journey.Ingest;
import io.freshet.ingest.journey.Pushes;
import io.freshet.ingest.journey.Reads;
import io.freshet.ingest.plan.Schemas;
import io.freshet.ingest.plan.ViewPlan;
import io.freshet.ingest.read.AsOf;
import io.freshet.ingest.read.FeatureReader;
import io.freshet.ingest.read.ReadTables;
import io.freshet.ingest.read.StoredRow;
import io.freshet.ingest.serve.IngestServer.Docs;
import io.freshet.ingest.serve.IngestServer.Routes;
import io.freshet.ingest.serve.status.RequestIds;
import io.freshet.ingest.serve.tls.RenewedTls;
import io.freshet.ingest.stamp.IngestionClock;
import io.freshet.ingest.store.memory.MemoryTables;
import io.freshet.ingest.trace.Tracing;
import io.freshet.ingest.validate.Validator;
import io.freshet.ingest.write.Outcome;
import io.freshet.ingest.write.Row;
import io.freshet.ingest.write.RowWriter;
import io.freshet.ingest.write.StoreException;
import io.freshet.ingest.write.StoreException.Kind;
import io.freshet.ingest.write.WriteTables;
import io.freshet.schema.Catalogue;
import io.freshet.schema.FeatureView;
import io.freshet.schema.Field;
import io.freshet.schema.Fields;
import io.freshet.schema.History;
import io.freshet.schema.PushSource;
import io.freshet.schema.ScalarType;
import io.freshet.schema.UnknownFields;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A server in this JVM over tables in memory that get into trouble when they are told to. */
final class Fixture implements AutoCloseable {
  private static final Set<Access> BOTH = Set.of(Access.READ, Access.WRITE);
  private static final Token[] TOKENS =
      Stream.generate(() -> Token.random(new SecureRandom())).limit(6).toArray(Token[]::new);

  /** Keys: for everything in the workspace prod, and with less. */
  static final String READ_WRITE = TOKENS[0].reveal();

  static final String READ_ONLY = TOKENS[1].reveal();
  static final String REFUNDS_ONLY = TOKENS[2].reveal();
  static final String EXPIRED = TOKENS[3].reveal();

  /** For a workspace in which nothing is registered. */
  static final String GHOST = TOKENS[4].reveal();

  /** For two requests, and then 0.3 in a second. */
  static final String SLOW = TOKENS[5].reveal();

  private static final List<ApiKey> KEYS =
      List.of(
          key(TOKENS[0], "prod", Set.of(), BOTH, Optional.empty()),
          key(TOKENS[1], "prod", Set.of(), Set.of(Access.READ), Optional.empty()),
          key(TOKENS[2], "prod", Set.of("refunds"), BOTH, Optional.empty()),
          key(TOKENS[3], "prod", Set.of(), BOTH, Optional.of(Samples.NOW)),
          key(TOKENS[4], "ghost", Set.of(), BOTH, Optional.empty()),
          slow(TOKENS[5]));

  private static final Limits LIMITS =
      new Limits(
          new Limits.Connections(100, Duration.ofSeconds(5), Duration.ofMinutes(1)),
          new Limits.Work(1_000, 0, Duration.ZERO, Duration.ofSeconds(3)),
          new Limits.Stopping(Duration.ZERO, Duration.ofSeconds(1)));

  private final MemoryTables tables = new MemoryTables();
  private final AtomicInteger written = new AtomicInteger();
  private final AtomicLong asked = new AtomicLong();
  private final Tracing tracing;
  private final IngestServer server;
  private volatile Trouble trouble = Trouble.NONE;

  /** What is wrong with the store. */
  enum Trouble {
    NONE,
    THROTTLED,
    UNAVAILABLE,
    LOSES_THE_DOOMED,
    OVERLOADED,
    HANGS,
    BUG
  }

  Fixture() {
    this(Docs.HIDDEN, Optional.empty());
  }

  Fixture(Docs docs, Optional<RenewedTls> tls) {
    this(docs, tls, Map.of());
  }

  /** One that finds these variables in its environment. */
  Fixture(Docs docs, Optional<RenewedTls> tls, Map<String, String> environment) {
    var ids = new RequestIds(() -> "made");
    this.tracing = Tracing.configured(environment, ids);
    InstantSource clock = () -> Samples.NOW;
    var schemas =
        new Schemas(
            new Catalogue(List.of(Samples.plan().source(), refunds(Samples.plan().source()))));
    // Nobody's time passes: a rate's burst is all there is.
    var keys = new RateLimited(new KeyRing(KEYS, clock), _ -> {}, () -> 0);
    var stamps = new IngestionClock(clock);
    IntFunction<Pushes> ingest =
        working -> {
          Turnstile turnstile = turnstile(working);
          return tracing.pushes(
              (rows, deadline) -> write(rows, deadline, clock),
              writes ->
                  new Ingest(keys, turnstile, () -> schemas, new Validator(clock), stamps, writes));
        };
    Pushes open = ingest.apply(1_000);
    Pushes full = ingest.apply(0);
    var reads =
        new Reads(
            keys, turnstile(1_000), () -> schemas, new FeatureReader(new FaultyReads(), clock));
    this.server =
        IngestServer.start(
            new InetSocketAddress("127.0.0.1", 0),
            tls,
            LIMITS,
            new Routes(
                (call, body) -> (trouble == Trouble.OVERLOADED ? full : open).push(call, body),
                reads,
                () -> "metrics",
                new Readiness(
                    () -> CompletableFuture.completedFuture(trouble != Trouble.UNAVAILABLE),
                    () -> asked.addAndGet(Duration.ofHours(1).toNanos())),
                (_, _, _, _) -> {},
                ids,
                tracing,
                docs));
  }

  int port() {
    return server.port();
  }

  /** Rows that reached a table since the start. */
  int written() {
    return written.get();
  }

  void trouble(Trouble next) {
    trouble = next;
  }

  @Override
  public void close() {
    server.close();
    tracing.close();
  }

  private static ApiKey key(
      Token token,
      String workspace,
      Set<String> sources,
      Set<Access> access,
      Optional<Instant> expires) {
    var caller = new Caller(token.id(), workspace, sources, access);
    return new ApiKey(caller, token.secretHash(), Instant.EPOCH, expires);
  }

  private static ApiKey slow(Token token) {
    var caller = new Caller(token.id(), "prod", Set.of(), BOTH, Optional.of(new Rate(0.3, 2)));
    return new ApiKey(caller, token.secretHash(), Instant.EPOCH, Optional.empty());
  }

  /** A second source, whose view has no history. */
  private static PushSource refunds(PushSource payments) {
    return new PushSource(
        "prod",
        "refunds",
        "",
        payments.timestamp(),
        UnknownFields.REJECT,
        new Fields(
            List.of(
                new Field("refund_id", ScalarType.STRING, true),
                new Field("event_time", ScalarType.TIMESTAMP, true))),
        List.of(
            new FeatureView(
                "refunded",
                List.of("refund_id"),
                List.of(),
                Optional.empty(),
                new History.None())));
  }

  private CompletableFuture<List<Outcome>> write(
      List<Row> rows, Deadline deadline, InstantSource clock) {
    return trouble == Trouble.BUG
        ? CompletableFuture.failedFuture(new IllegalStateException("a planted bug"))
        : new RowWriter(new Faulty(), clock).write(rows, deadline);
  }

  private static Turnstile turnstile(int working) {
    return new Turnstile(
        new Turnstile.Bounds(working, 0, Duration.ZERO), Runnable::run, (_, _) -> () -> {});
  }

  private <T> CompletableFuture<T> failed(Kind kind) {
    return CompletableFuture.failedFuture(new StoreException(kind, "told to fail"));
  }

  private final class FaultyReads implements ReadTables {
    @Override
    public CompletableFuture<Map<String, StoredRow>> online(
        ViewPlan view, Set<String> keys, Consistency consistency) {
      return read(() -> tables.online(view, keys, consistency));
    }

    @Override
    public CompletableFuture<Optional<StoredRow>> asOf(ViewPlan view, String key, AsOf moment) {
      return read(() -> tables.asOf(view, key, moment));
    }

    private <T> CompletableFuture<T> read(Supplier<CompletableFuture<T>> table) {
      return switch (trouble) {
        case THROTTLED -> failed(Kind.THROTTLED);
        case UNAVAILABLE -> failed(Kind.UNAVAILABLE);
        case HANGS -> new CompletableFuture<>();
        case BUG -> CompletableFuture.failedFuture(new IllegalStateException("a planted bug"));
        case NONE, LOSES_THE_DOOMED, OVERLOADED -> table.get();
      };
    }
  }

  private final class Faulty implements WriteTables {
    @Override
    public CompletableFuture<Long> remember(Row row) {
      return write(row, () -> tables.remember(row));
    }

    @Override
    public CompletableFuture<Offered> offer(Row row) {
      return write(row, () -> tables.offer(row));
    }

    private <T> CompletableFuture<T> write(Row row, Supplier<CompletableFuture<T>> table) {
      return switch (trouble) {
        case THROTTLED -> failed(Kind.THROTTLED);
        case UNAVAILABLE -> failed(Kind.UNAVAILABLE);
        case LOSES_THE_DOOMED ->
            row.key().contains("doomed") ? failed(Kind.UNAVAILABLE) : counted(table);
        case HANGS -> new CompletableFuture<>();
        case NONE, OVERLOADED, BUG -> counted(table);
      };
    }

    private <T> CompletableFuture<T> counted(Supplier<CompletableFuture<T>> table) {
      written.incrementAndGet();
      return table.get();
    }
  }
}
