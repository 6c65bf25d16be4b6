package io.freshet.ingest.serve;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.DecoratingHttpServiceFunction;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.freshet.ingest.serve.status.Outcomes;
import java.time.Duration;
import java.util.function.Function;

/** Tells of a route's requests when they have been answered. */
final class Counted implements DecoratingHttpServiceFunction {
  private final Function<ServiceRequestContext, String> route;
  private final String transport;
  private final Answered answered;

  Counted(Function<ServiceRequestContext, String> route, String transport, Answered answered) {
    this.route = route;
    this.transport = transport;
    this.answered = answered;
  }

  @Override
  public HttpResponse serve(HttpService service, ServiceRequestContext ctx, HttpRequest request)
      throws Exception {
    ctx.log()
        .whenComplete()
        .thenAccept(log ->
            answered.answered(
                route.apply(ctx),
                transport,
                Outcomes.of(ctx),
                Duration.ofNanos(log.totalDurationNanos())))
        .exceptionally(_ -> null);
    return service.serve(ctx, request);
  }
}
