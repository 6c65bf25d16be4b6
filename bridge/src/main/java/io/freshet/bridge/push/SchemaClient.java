package io.freshet.bridge.push;

import io.freshet.schema.PushSource;
import io.freshet.schema.SourceJson;
import java.io.IOException;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;

/** {@code GET /v1/sources/{workspace}/{push_source}}: the registered schema. */
public final class SchemaClient {
  private static final long MAX_BYTES = 8 << 20;

  private final Connection connection;

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

  /** Asks once. */
  public Found fetch(String pushSource) {
    var url = connection.url("v1", "sources", connection.config().workspace(), pushSource);
    Request request =
        new Request.Builder()
            .url(url)
            .header("Authorization", "Bearer " + connection.config().apiKey())
            .build();
    String server = url.host() + ":" + url.port();
    try (Response response = connection.http().newCall(request).execute()) {
      BufferedSource source = response.body().source();
      if (source.request(MAX_BYTES)) {
        return new NotNow(server + " answered with more than 8 MiB");
      }
      byte[] body = source.readByteArray();
      if (response.code() == 200) {
        return new Registered(SourceJson.read(body));
      }
      return AnswerReader.read(body)
          .flatMap(AnswerReader.Body::error)
          .<Found>map(error ->
              switch (error) {
                case UNKNOWN_PUSH_SOURCE, UNKNOWN_WORKSPACE -> new Unknown();
                default -> new NotNow(server + " answered " + response.code() + " " + error);
              })
          .orElseGet(() -> new NotNow(server + " answered " + response.code()));
    } catch (IOException e) {
      return new NotNow(server + ": " + e.getMessage());
    }
  }
}
