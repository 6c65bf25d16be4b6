package io.freshet.benchmarks;

import io.freshet.ingest.plan.Schemas;
import io.freshet.ingest.request.JsonPushBody;
import io.freshet.ingest.request.Parsed;
import io.freshet.ingest.request.PushRequest;
import io.freshet.ingest.request.PushedRecord;
import io.freshet.ingest.request.SourceLookup.Lookup;
import io.freshet.ingest.store.dynamodb.PutRequest;
import io.freshet.ingest.validate.Validator;
import io.freshet.ingest.write.Row;
import io.freshet.ingest.write.Rows;
import io.freshet.schema.file.SchemaDirectory;
import io.freshet.yaml.Problems;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** A record of the quickstart's transactions in the server, step by step; ten a request. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ServerRecordBenchmark {
  private static final int BATCH = 10;
  private static final Instant NOW = Instant.parse("2026-01-04T00:25:06Z");
  private static final String RECORD =
      """
      {"record":{"user_id":"u-123456","transaction_id":"txn-1f3a2","amount":1299.25,\
      "currency":"EUR","merchant_id":"m-01234","tags":["card","ios"],\
      "event_time":"2026-01-04T00:25:05.123456Z"},"sequence":4711,"origin":"payments.v1/0"}\
      """;

  private final byte[] body =
      ("{\"workspace_name\":\"prod\",\"records\":{\"transactions\":["
              + String.join(",", Collections.nCopies(BATCH, RECORD))
              + "]}}")
          .getBytes(StandardCharsets.UTF_8);
  private final Schemas schemas = schemas();
  private final Validator validator = new Validator(InstantSource.fixed(NOW));
  private final List<PushedRecord> records = read().records();
  private final List<Row> rows = rows();

  /** From the bytes of a JSON body to records that may be written. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public PushRequest parseAndValidate() {
    PushRequest request = read();
    if (!validator.violations(request).isEmpty()) {
      throw new IllegalStateException("the benchmark's own record is not valid");
    }
    return request;
  }

  /** Keys, versions and hashes. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public List<Row> rows() {
    return records.stream().flatMap(record -> Rows.of(record, 1).stream()).toList();
  }

  /** The bodies of both puts. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public void items(Blackhole sink) {
    for (Row row : rows) {
      sink.consume(PutRequest.history("freshet_history", row));
      sink.consume(PutRequest.online("freshet_online", row));
    }
  }

  private PushRequest read() {
    Parsed parsed =
        new JsonPushBody(body)
            .read((workspace, name) ->
                new Lookup.Found(schemas.source(workspace, name).orElseThrow()));
    return switch (parsed) {
      case Parsed.Understood(PushRequest request) -> request;
      case Parsed.Refused refused -> throw new IllegalStateException(refused.toString());
    };
  }

  private static Schemas schemas() {
    return new Schemas(
        SchemaDirectory.read(Path.of("examples/quickstart/schemas"), new Problems()));
  }
}
