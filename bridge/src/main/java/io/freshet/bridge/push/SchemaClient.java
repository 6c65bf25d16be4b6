package io.freshet.bridge.push;

import io.freshet.schema.PushSource;
import io.freshet.schema.SourceJson;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;

/** {@code GET /v1/sources/{workspace}/{push_source}}: the registered schema. Serves all threads. */
public final class SchemaClient {
  private static final long MAX_BYTES = 8 << 20;

  private final Connection connection;
  private final Map<String, Tagged> seen = new ConcurrentHashMap<>();

  public SchemaClient(Connection connection) {
    this.connection = connection;
  }

  /** What asking for a schema has come to. */
  public sealed interface Found {}

  /** The schema. */
  public record Registered(PushSource source) implements Found {}

  /** The server says that there is none. */
  public record Unknown() implements Found {}

  /** Asking failed; it may go better later. */
  public record NotNow(String reason) implements Found {}

  /** A schema, and what the server calls this state of it. */
  private record Tagged(String tag, Registered schema) {}

  /**
   * Asks once; for one that it has fetched before, only whether there is another by now. A thread
   * that is interrupted meanwhile gets {@link NotNow} and stays interrupted.
   */
  public Found fetch(String pushSource) {
    HttpUrl url = connection.url("v1", "sources", connection.config().workspace(), pushSource);
    String server = url.host() + ":" + url.port();
    try (Response response = connection.http().newCall(request(url, pushSource)).execute()) {
      Tagged known = seen.get(pushSource);
      if (response.code() == 304 && known != null) {
        return known.schema();
      }
      BufferedSource source = response.body().source();
      return source.request(MAX_BYTES)
          ? new NotNow(server + " answered with more than 8 MiB")
          : found(pushSource, server, response, source.readByteArray());
    } catch (IOException e) {
      return new NotNow(server + ": " + e.getMessage());
    } catch (Exception e) {
      // OkHttp is Kotlin, which declares nothing: an interrupt may come as what it is.
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
        return new NotNow(server + ": interrupted");
      }
      throw e;
    }
  }

  private Request request(HttpUrl url, String pushSource) {
    var request =
        new Request.Builder()
            .url(url)
            .header("Authorization", "Bearer " + connection.config().apiKey());
    Tagged known = seen.get(pushSource);
    if (known != null) {
      request.header("If-None-Match", known.tag());
    }
    return request.build();
  }

  private Found found(String pushSource, String server, Response response, byte[] body)
      throws IOException {
    if (response.code() != 200) {
      return refused(server, response.code(), body);
    }
    var registered = new Registered(SourceJson.read(body));
    String tag = response.header("ETag");
    if (tag != null) {
      seen.put(pushSource, new Tagged(tag, registered));
    }
    return registered;
  }

  private static Found refused(String server, int status, byte[] body) {
    return AnswerReader.read(body)
        .flatMap(AnswerReader.Body::error)
        .<Found>map(error ->
            switch (error) {
              case UNKNOWN_PUSH_SOURCE, UNKNOWN_WORKSPACE -> new Unknown();
              default -> new NotNow(server + " answered " + status + " " + error);
            })
        .orElseGet(() -> new NotNow(server + " answered " + status));
  }
}
