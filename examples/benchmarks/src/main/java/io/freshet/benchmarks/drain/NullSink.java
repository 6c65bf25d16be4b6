package io.freshet.benchmarks.drain;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * A server that only counts: looks for {@code "seq":N} in a body without parsing it, counts each N
 * once it has come as often as is asked for, and answers what the ingest API would, after a set
 * delay.
 */
final class NullSink {
  private static final byte[] MARK = {'"', 's', 'e', 'q', '"', ':'};
  private static final ResponseHeaders OK =
      ResponseHeaders.of(HttpStatus.OK, "content-type", "application/json");

  private volatile AtomicIntegerArray seen = new AtomicIntegerArray(0);
  private final AtomicInteger distinct = new AtomicInteger();
  private volatile int copies = 1;
  private volatile long delayMillis;
  private volatile long firstMillis;
  private volatile long doneMillis;

  private NullSink() {}

  /** Argument: the port. */
  public static void main(String[] args) {
    var sink = new NullSink();
    Server.builder()
        .http(Integer.parseInt(args[0]))
        .requestTimeoutMillis(0)
        .service(
            "/ingest",
            (ctx, request) ->
                HttpResponse.of(request.aggregate().thenCompose(all -> sink.push(ctx, all))))
        .serviceUnder("/v1/sources/", (ctx, _) -> NullSink.schema(ctx.mappedPath()))
        .service("/reset", (ctx, _) -> sink.reset(QueryParams.fromQueryString(ctx.query())))
        .service("/consumed", (_, _) -> sink.consumed())
        .service("/stats", (_, _) -> sink.stats())
        .build()
        .start()
        .join();
  }

  private CompletableFuture<HttpResponse> push(
      ServiceRequestContext ctx, AggregatedHttpRequest request) {
    if (delayMillis == 0) {
      return CompletableFuture.completedFuture(answer(request));
    }
    var later = new CompletableFuture<HttpResponse>();
    ctx.eventLoop()
        .schedule(() -> later.complete(answer(request)), delayMillis, TimeUnit.MILLISECONDS);
    return later;
  }

  private HttpResponse answer(AggregatedHttpRequest request) {
    count(request.content().array());
    return HttpResponse.of(
        OK,
        HttpData.ofAscii(
            "{\"workspaceName\":\"prod\",\"requestId\":\""
                + request.headers().get("x-request-id", "")
                + "\",\"ingestMetrics\":{}}"));
  }

  private void count(byte[] body) {
    AtomicIntegerArray counted = seen;
    int found = 0;
    for (int i = 0; i < body.length - MARK.length; i++) {
      if (body[i] == '"' && body[i + 1] == 's' && body[i + 4] == '"' && body[i + 5] == ':') {
        int seq = 0;
        for (i += MARK.length; body[i] >= '0' && body[i] <= '9'; i++) {
          seq = seq * 10 + body[i] - '0';
        }
        found += counted.incrementAndGet(seq) == copies ? 1 : 0;
      }
    }
    if (firstMillis == 0) {
      firstMillis = System.currentTimeMillis();
    }
    if (found > 0 && distinct.addAndGet(found) == counted.length()) {
      doneMillis = System.currentTimeMillis();
    }
  }

  /** The same schema for whoever asks, by the name that was asked for: {@code /prod/payments}. */
  private static HttpResponse schema(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return HttpResponse.of(HttpStatus.OK, MediaType.JSON, Events.SCHEMA.formatted(name));
  }

  private HttpResponse reset(QueryParams asked) {
    seen = new AtomicIntegerArray(asked.getInt("events", 0));
    copies = asked.getInt("copies", 1);
    distinct.set(0);
    firstMillis = 0;
    doneMillis = 0;
    delayMillis = asked.getLong("delay", 0);
    return HttpResponse.of("ok");
  }

  /** Somebody who does not push says that it is through. */
  private HttpResponse consumed() {
    doneMillis = System.currentTimeMillis();
    return HttpResponse.of("ok");
  }

  private HttpResponse stats() {
    return HttpResponse.of("%d %d".formatted(firstMillis, doneMillis));
  }
}
