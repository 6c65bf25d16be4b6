package io.freshet.bridge.registry;

import io.freshet.bridge.config.RegistryConfig;
import io.freshet.bridge.config.RegistryConfig.Credentials;
import io.freshet.bridge.registry.Reply.Failed;
import io.freshet.bridge.registry.Reply.Missing;
import io.freshet.bridge.registry.Reply.Ok;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.BufferedSource;

/** One GET of the registry's REST API; of several URLs, the first that answers as a registry. */
final class RegistryHttp {
  /** Schemas are kilobytes; what is longer than this is something else. */
  static final int MAX_BYTES = 8 << 20;

  /** What the API calls a subject, a version and a schema that are not there. */
  private static final List<Integer> NOT_THERE = List.of(40401, 40402, 40403);

  private final OkHttpClient http;
  private final List<HttpUrl> bases;
  private final Optional<String> authorization;

  /**
   * Asks nothing yet.
   *
   * @throws IOException where a file of the TLS settings cannot be read
   * @throws GeneralSecurityException where it holds something else
   */
  RegistryHttp(RegistryConfig config) throws IOException, GeneralSecurityException {
    this.bases = config.urls().stream().map(url -> HttpUrl.get(url.toString())).toList();
    this.authorization = authorization(config.credentials());
    this.http =
        Tls.configured(config.tls(), new OkHttpClient.Builder())
            .callTimeout(config.timeout())
            .connectTimeout(config.timeout())
            .readTimeout(config.timeout())
            .followRedirects(false)
            .build();
  }

  Reply get(String query, String... segments) {
    Reply last = new Failed("no URL");
    for (HttpUrl base : bases) {
      HttpUrl.Builder url = base.newBuilder();
      for (String segment : segments) {
        url.addPathSegment(segment);
      }
      last = get(url.query(query.isEmpty() ? null : query).build());
      if (!(last instanceof Failed)) {
        return last;
      }
    }
    return last;
  }

  private Reply get(HttpUrl url) {
    var request =
        new Request.Builder()
            .url(url)
            .header("Accept", "application/vnd.schemaregistry.v1+json, application/json");
    authorization.ifPresent(credentials -> request.header("Authorization", credentials));
    String where = url.host() + ":" + url.port();
    try (Response response = http.newCall(request.build()).execute()) {
      BufferedSource source = response.body().source();
      return source.request(MAX_BYTES + 1L)
          ? new Failed(where + " answered with more than " + (MAX_BYTES >> 20) + " MiB")
          : judge(where, response.code(), source.readByteArray());
    } catch (IOException e) {
      return new Failed(where + ": " + e.getMessage());
    } catch (Exception e) {
      // OkHttp is Kotlin, which declares nothing: an interrupt may come as what it is.
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
        return new Failed("interrupted");
      }
      throw e;
    }
  }

  private static Reply judge(String where, int status, byte[] body) {
    return switch (status) {
      case 200 -> EntryJson.entry(body).<Reply>map(Ok::new).orElseGet(() -> foreign(where, status));
      case 404 -> {
        int code = EntryJson.errorCode(body).orElse(0);
        yield NOT_THERE.contains(code)
            ? new Missing(where + " answered 404, error " + code)
            : foreign(where, status);
      }
      case 401, 403 -> new Failed(where + " answered " + status + ": check basic_auth or bearer");
      default -> new Failed(where + " answered " + status);
    };
  }

  private static Failed foreign(String where, int status) {
    return new Failed(
        where
            + " answered "
            + status
            + ", but not as a schema registry does: check schema_registry.url and its path");
  }

  private static Optional<String> authorization(Credentials credentials) {
    return switch (credentials) {
      case Credentials.Anonymous _ -> Optional.empty();
      case Credentials.Bearer bearer -> Optional.of("Bearer " + bearer.token());
      case Credentials.Basic basic ->
          Optional.of(
              okhttp3.Credentials.basic(
                  basic.username(), basic.password(), StandardCharsets.UTF_8));
    };
  }
}
