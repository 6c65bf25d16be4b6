package io.freshet.ingest.trace;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.freshet.ingest.journey.Pushes;
import io.freshet.ingest.serve.status.RequestIds;
import io.freshet.ingest.write.Writes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A span for each request, in the caller's trace, and one beneath it for a push's writes. */
final class Traced implements Tracing {
  private static final Logger LOG = LoggerFactory.getLogger(Traced.class);

  /** A collector that hangs must not keep the process from ending in time. */
  private static final long LAST_SPANS_SECONDS = 2;

  private final OpenTelemetrySdk sdk;
  private final Tracer tracer;
  private final TextMapPropagator propagator;
  private final RequestIds ids;

  Traced(OpenTelemetrySdk sdk, RequestIds ids) {
    this.sdk = sdk;
    this.tracer = sdk.getTracer("io.freshet.ingest");
    this.propagator = sdk.getPropagators().getTextMapPropagator();
    this.ids = ids;
  }

  @Override
  public HttpResponse serve(HttpService service, ServiceRequestContext ctx, HttpRequest request)
      throws Exception {
    Context caller = propagator.extract(Context.root(), request.headers(), new IncomingHeaders());
    Span span = RequestSpan.start(tracer, caller, service, ctx, ids.of(ctx));
    Context context = caller.with(span);
    ctx.hook(context::makeCurrent);
    try (Scope _ = context.makeCurrent()) {
      return service.serve(ctx, request);
    }
  }

  /**
   * A push may wait for its turn and be written by another thread than brought it: so its parent is
   * handed over, and not looked for where the write begins.
   */
  @Override
  public Pushes pushes(Writes writes, Function<Writes, Pushes> journey) {
    return (call, body) ->
        journey.apply(new TracedWrites(writes, tracer, Context.current())).push(call, body);
  }

  @Override
  public void close() {
    if (!sdk.shutdown().join(LAST_SPANS_SECONDS, TimeUnit.SECONDS).isSuccess()) {
      LOG.warn("the last traces could not be handed over: look at the collector");
    }
  }
}
