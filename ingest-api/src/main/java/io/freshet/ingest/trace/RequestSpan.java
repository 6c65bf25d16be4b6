package io.freshet.ingest.trace;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;

import com.linecorp.armeria.common.logging.RequestLog;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.grpc.GrpcService;
import io.freshet.ingest.serve.status.Outcomes;
import io.freshet.ingest.serve.status.Statuses;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.Optional;

/**
 * The span of one request, until its answer is sent. Names follow OpenTelemetry's semantic
 * conventions for HTTP and RPC servers; our own is the request's id, as the logs have it.
 */
final class RequestSpan {
  private static final AttributeKey<String> METHOD = stringKey("http.request.method");
  private static final AttributeKey<String> ROUTE = stringKey("http.route");
  private static final AttributeKey<Long> HTTP_STATUS = longKey("http.response.status_code");
  private static final AttributeKey<String> RPC_SYSTEM = stringKey("rpc.system.name");
  private static final AttributeKey<String> RPC_METHOD = stringKey("rpc.method");
  private static final AttributeKey<String> RPC_STATUS = stringKey("rpc.response.status_code");
  private static final AttributeKey<String> ERROR = stringKey("error.type");
  private static final AttributeKey<String> REQUEST_ID = stringKey("freshet.request_id");

  private RequestSpan() {}

  static Span start(
      Tracer tracer, Context caller, HttpService service, ServiceRequestContext ctx, String id) {
    boolean grpc = service.as(GrpcService.class) != null;
    String route = ctx.config().route().patternString();
    SpanBuilder named =
        grpc ? rpc(tracer, route.substring(1)) : http(tracer, ctx.method().name(), route);
    Span span =
        named
            .setParent(caller)
            .setSpanKind(SpanKind.SERVER)
            .setAttribute(REQUEST_ID, id)
            .startSpan();
    ctx.log()
        .whenComplete()
        .thenAccept(log -> {
          Optional<Statuses> refused = Outcomes.error(ctx).map(Statuses::of);
          if (grpc) {
            // What is no error of ours, OK and CANCELLED, is called the same by gRPC.
            span.setAttribute(
                RPC_STATUS, refused.map(Statuses::grpcName).orElseGet(() -> Outcomes.of(ctx)));
          } else {
            httpStatus(span, log);
          }
          end(span, Outcomes.of(ctx), refused);
        })
        .exceptionally(_ -> null);
    return span;
  }

  private static SpanBuilder rpc(Tracer tracer, String method) {
    return tracer
        .spanBuilder(method)
        .setAttribute(RPC_SYSTEM, "grpc")
        .setAttribute(RPC_METHOD, method);
  }

  private static SpanBuilder http(Tracer tracer, String method, String route) {
    return tracer
        .spanBuilder(method + " " + route)
        .setAttribute(METHOD, method)
        .setAttribute(ROUTE, route);
  }

  private static void httpStatus(Span span, RequestLog log) {
    int status = log.responseStatus().code();
    if (status > 0) { // 0: the caller was gone before the answer
      span.setAttribute(HTTP_STATUS, (long) status);
    }
  }

  /** Only what is the server's fault is an error: a caller's mistake is its own. */
  private static void end(Span span, String outcome, Optional<Statuses> refused) {
    if (!outcome.equals(Outcomes.OK)) {
      span.setAttribute(ERROR, outcome);
    }
    if (refused.filter(row -> row.http().isServerError()).isPresent()) {
      span.setStatus(StatusCode.ERROR);
    }
    span.end();
  }
}
