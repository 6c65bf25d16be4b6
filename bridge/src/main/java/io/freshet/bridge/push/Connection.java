package io.freshet.bridge.push;

import io.freshet.bridge.config.IngestConfig;
import io.freshet.bridge.config.IngestConfig.Protocol;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;

/** How the ingest API is reached: one HTTP client for pushes and for schemas. */
public final class Connection {
  private final OkHttpClient http;
  private final IngestConfig config;
  private final HttpUrl base;

  public Connection(IngestConfig config, int maxInFlight) {
    this.config = config;
    this.base = HttpUrl.get(config.url().toString());
    var dispatcher = new Dispatcher();
    dispatcher.setMaxRequests(maxInFlight + 1);
    dispatcher.setMaxRequestsPerHost(maxInFlight + 1);
    this.http =
        new OkHttpClient.Builder()
            .dispatcher(dispatcher)
            .connectionPool(new ConnectionPool(maxInFlight, 5, TimeUnit.MINUTES))
            .protocols(protocols(config))
            .callTimeout(config.timeout())
            .connectTimeout(config.timeout())
            .readTimeout(config.timeout())
            .writeTimeout(config.timeout())
            .followRedirects(false)
            .followSslRedirects(false)
            .retryOnConnectionFailure(false) // retrying is Delivery's business, where it is counted
            .build();
  }

  OkHttpClient http() {
    return http;
  }

  IngestConfig config() {
    return config;
  }

  HttpUrl url(String... segments) {
    HttpUrl.Builder builder = base.newBuilder();
    for (String segment : segments) {
      builder.addPathSegment(segment);
    }
    return builder.build();
  }

  private static List<okhttp3.Protocol> protocols(IngestConfig config) {
    if (config.url().getScheme().equals("https")) {
      return List.of(okhttp3.Protocol.HTTP_2, okhttp3.Protocol.HTTP_1_1);
    }
    return config.protocol() == Protocol.H2C
        ? List.of(okhttp3.Protocol.H2_PRIOR_KNOWLEDGE)
        : List.of(okhttp3.Protocol.HTTP_1_1);
  }
}
