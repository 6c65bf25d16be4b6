package io.freshet.bridge.push;

import io.freshet.bridge.batch.Batch;
import io.freshet.bridge.config.IngestConfig;
import io.freshet.bridge.push.Answer.TryAgain;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;

/** {@code POST /ingest} over OkHttp. */
public final class HttpIngestClient implements IngestClient {
  /** An answer is a few hundred bytes; whatever is longer is not the ingest API's. */
  private static final long MAX_ANSWER_BYTES = 1 << 20;

  private final OkHttpClient http;
  private final IngestConfig config;
  private final HttpUrl url;
  private final String authorization;
  private final Supplier<String> requestIds;
  private final InstantSource clock;
  private final Function<Batch, Optional<TraceContext>> traces;
  private final Map<String, byte[]> heads = new ConcurrentHashMap<>();

  /**
   * Pushes with a connection's client.
   *
   * @param requestIds a new one for each attempt, never repeated
   * @param traces the trace that a request belongs to, if it is told of any
   */
  public HttpIngestClient(
      Connection connection,
      Supplier<String> requestIds,
      InstantSource clock,
      Function<Batch, Optional<TraceContext>> traces) {
    this.http = connection.http();
    this.config = connection.config();
    this.url = connection.url("ingest");
    this.authorization = "Bearer " + config.apiKey();
    this.requestIds = requestIds;
    this.clock = clock;
    this.traces = traces;
  }

  @Override
  public Answer push(Batch batch) throws InterruptedException {
    String id = requestIds.get();
    try (Response response = http.newCall(request(batch, id)).execute()) {
      return Judge.judge(
          response.code(),
          body(response.body().source()),
          RetryAfter.parse(response.header("Retry-After"), clock.instant()),
          id,
          batch.records().size());
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while pushing");
      }
      return new TryAgain(describe(e), Optional.empty());
    }
  }

  private Request request(Batch batch, String id) {
    byte[] head =
        heads.computeIfAbsent(
            batch.pushSource(), source -> RequestBytes.head(config.workspace(), source));
    Request.Builder request =
        new Request.Builder()
            .url(url)
            .header("Authorization", authorization)
            .header("X-Request-ID", id)
            .post(new RequestBytes(head, batch));
    traces
        .apply(batch)
        .ifPresent(trace -> {
          request.header("traceparent", trace.parent());
          if (!trace.state().isEmpty()) {
            request.header("tracestate", trace.state());
          }
        });
    return request.build();
  }

  private static byte[] body(BufferedSource source) throws IOException {
    return source.request(MAX_ANSWER_BYTES) ? new byte[0] : source.readByteArray();
  }

  private String describe(IOException failure) {
    return url.host() + ":" + url.port() + ": " + failure.getMessage();
  }
}
