package io.freshet.ingest.serve.http;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** {@code GET /openapi.yaml}: what the JSON routes take and answer, for people and generators. */
public final class OpenApiRoute implements HttpService {
  public static final String PATH = "/openapi.yaml";
  private static final MediaType YAML = MediaType.create("application", "yaml");

  private final HttpData document = HttpData.wrap(read());

  @Override
  public HttpResponse serve(ServiceRequestContext ctx, HttpRequest request) {
    return HttpResponse.of(HttpStatus.OK, YAML, document);
  }

  private static byte[] read() {
    try (InputStream in = OpenApiRoute.class.getResourceAsStream("openapi.yaml")) {
      if (in == null) {
        throw new IllegalStateException("openapi.yaml is missing from this jar");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read openapi.yaml from this jar", e);
    }
  }
}
