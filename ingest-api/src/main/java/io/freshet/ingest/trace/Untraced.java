package io.freshet.ingest.trace;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.freshet.ingest.journey.Pushes;
import io.freshet.ingest.write.Writes;
import java.util.function.Function;

/** Nobody asked. */
final class Untraced implements Tracing {

  @Override
  public HttpResponse serve(HttpService service, ServiceRequestContext ctx, HttpRequest request)
      throws Exception {
    return service.serve(ctx, request);
  }

  @Override
  public Pushes pushes(Writes writes, Function<Writes, Pushes> journey) {
    return journey.apply(writes);
  }

  @Override
  public void close() {}
}
