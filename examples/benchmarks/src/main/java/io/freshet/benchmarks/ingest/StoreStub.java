package io.freshet.benchmarks.ingest;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.freshet.benchmarks.ingest.Delays.Call;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.CRC32;

/**
 * Answers as DynamoDB does where every condition holds and every row is there, after a delay, and
 * says how long it took. Arguments: port, median and 99th percentile of the delay in ms.
 */
final class StoreStub {
  private static final Pattern KEY = Pattern.compile("\"pk\":\\{\"S\":\"([^\"]*-(\\d+))\"}");
  private static final String SEQUENCE = "\"_sequence\":{\"N\":\"";
  private static final String ROW =
      """
      {"pk":{"S":"%s"},"_version":{"B":"%s"},"_event_time":{"N":"1764000000000000"},\
      "_ingestion_time":{"N":"1764000000000000"},"_sequence":{"N":"1"},\
      "_origin":{"S":"payments.v1/0"},"_expires_at":{"N":"4102444800"},\
      "transaction_id":{"S":"txn-1"},"amount":{"N":"12.5"},"currency":{"S":"EUR"},\
      "merchant_id":{"S":"m-01234"},"tags":{"L":[{"S":"card"},{"S":"ios"}]}}\
      """;
  private static final String TABLE =
      """
      {"Table":{"TableName":"%s","TableStatus":"ACTIVE","KeySchema":[%s],\
      "AttributeDefinitions":[{"AttributeName":"pk","AttributeType":"S"}%s]}}\
      """;

  private final Delays delays;

  private StoreStub(Delays delays) {
    this.delays = delays;
  }

  public static void main(String[] args) throws InterruptedException {
    var stub = new StoreStub(new Delays(Double.parseDouble(args[1]), Double.parseDouble(args[2])));
    Server.builder()
        .http(Integer.parseInt(args[0]))
        .requestTimeoutMillis(0)
        .idleTimeoutMillis(0)
        .service("/", (context, request) -> HttpResponse.of(stub.answer(context, request)))
        .service("/delays", (context, _) -> stub.report(context))
        .build()
        .start()
        .join();
    Thread.currentThread().join();
  }

  private CompletableFuture<HttpResponse> answer(
      ServiceRequestContext context, HttpRequest request) {
    long begun = System.nanoTime();
    return request
        .aggregate()
        .thenCompose(whole -> {
          String target = whole.headers().get("x-amz-target", "");
          return switch (target.substring(target.indexOf('.') + 1)) {
            case "PutItem" -> later(context, begun, put(whole.content().array()), json("{}"));
            case "BatchGetItem" -> read(context, begun, whole);
            case "DescribeTable" -> CompletableFuture.completedFuture(table(whole));
            default -> CompletableFuture.completedFuture(json("{}"));
          };
        });
  }

  private CompletableFuture<HttpResponse> later(
      ServiceRequestContext context, long begun, Call call, HttpResponse answer) {
    long due = begun + TimeUnit.MICROSECONDS.toNanos(delays.next());
    var answered = new CompletableFuture<HttpResponse>();
    Runnable end =
        () -> {
          delays.took(call, (System.nanoTime() - begun) / 1_000);
          answered.complete(answer);
        };
    long left = due - System.nanoTime();
    if (left <= 0) {
      end.run();
    } else {
      context.eventLoop().schedule(end, left, TimeUnit.NANOSECONDS);
    }
    return answered;
  }

  /** Without parsing: what it costs to be asked must not be a store's own work. */
  private static Call put(byte[] body) {
    String text = new String(body, StandardCharsets.ISO_8859_1);
    int at = text.indexOf(SEQUENCE) + SEQUENCE.length();
    long number = Long.parseLong(text, at, text.indexOf('"', at), 10);
    return new Call(text.contains("\"sk\":"), number);
  }

  private CompletableFuture<HttpResponse> read(
      ServiceRequestContext context, long begun, AggregatedHttpRequest request) {
    String body = request.contentUtf8();
    String table = body.contains("freshet_online") ? "freshet_online" : "freshet_history";
    var keys = KEY.matcher(body).results().toList();
    String version = "A".repeat(54) + "==";
    String rows =
        keys.stream()
            .map(key -> ROW.formatted(key.group(1), version))
            .collect(Collectors.joining(","));
    long first = keys.stream().map(StoreStub::number).findFirst().orElse(-1L);
    return later(
        context,
        begun,
        new Call(false, first),
        json("{\"Responses\":{\"" + table + "\":[" + rows + "]},\"UnprocessedKeys\":{}}"));
  }

  private static long number(MatchResult key) {
    return Long.parseLong(key.group(2));
  }

  private static HttpResponse table(AggregatedHttpRequest request) {
    boolean history = request.contentUtf8().contains("history");
    String keys = "{\"AttributeName\":\"pk\",\"KeyType\":\"HASH\"}";
    String sort = ",{\"AttributeName\":\"sk\",\"KeyType\":\"RANGE\"}";
    String sorted = ",{\"AttributeName\":\"sk\",\"AttributeType\":\"B\"}";
    return json(
        history
            ? TABLE.formatted("freshet_history", keys + sort, sorted)
            : TABLE.formatted("freshet_online", keys, ""));
  }

  private HttpResponse report(ServiceRequestContext context) {
    QueryParams asked = context.queryParams();
    byte[] report = delays.report(asked.getInt("from", 0), asked.getInt("count", 0));
    return HttpResponse.of(HttpStatus.OK, MediaType.OCTET_STREAM, report);
  }

  /** With the checksum that DynamoDB sends and the SDK verifies. */
  private static HttpResponse json(String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    var checksum = new CRC32();
    checksum.update(bytes);
    return HttpResponse.of(
        ResponseHeaders.of(
            HttpStatus.OK,
            "content-type",
            "application/x-amz-json-1.0",
            "x-amzn-requestid",
            "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789ABCDEFGHIJKLMNOP",
            "x-amz-crc32",
            Long.toString(checksum.getValue())),
        HttpData.wrap(bytes));
  }
}
