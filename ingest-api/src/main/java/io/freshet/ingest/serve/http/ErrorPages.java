package io.freshet.ingest.serve.http;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.ContentTooLargeException;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.ShuttingDownException;
import com.linecorp.armeria.common.stream.CancelledSubscriptionException;
import com.linecorp.armeria.common.stream.ClosedStreamException;
import com.linecorp.armeria.common.util.Exceptions;
import com.linecorp.armeria.server.HttpStatusException;
import com.linecorp.armeria.server.RequestCancellationException;
import com.linecorp.armeria.server.RequestTimeoutException;
import com.linecorp.armeria.server.ServerErrorHandler;
import com.linecorp.armeria.server.ServiceConfig;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.freshet.ingest.answer.Refusal;
import io.freshet.ingest.serve.status.Outcomes;
import io.freshet.ingest.serve.status.Refusals;
import io.freshet.ingest.serve.status.RequestIds;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What goes wrong outside the routes, in the API's own error body: nobody meets a bare page. */
public final class ErrorPages implements ServerErrorHandler {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorPages.class);

  private final RequestIds ids;

  public ErrorPages(RequestIds ids) {
    this.ids = ids;
  }

  @Override
  public HttpResponse onServiceException(ServiceRequestContext ctx, Throwable failure) {
    String requestId = ids.of(ctx);
    return switch (Exceptions.peel(failure)) {
      case ContentTooLargeException _ -> answer(ctx, requestId, Refusals.TOO_LARGE);
      case RequestTimeoutException _ -> answer(ctx, requestId, Refusals.TOO_LATE);
      case ShuttingDownException _ -> answer(ctx, requestId, Refusals.BUSY);
      case HttpStatusException status -> {
        Outcomes.refused(ctx, refusal(status.httpStatus()));
        yield page(status.httpStatus(), requestId).toHttpResponse();
      }
      case ClosedStreamException _,
          CancelledSubscriptionException _,
          RequestCancellationException _ ->
          answer(ctx, requestId, Refusals.GONE);
      case Throwable bug -> {
        LOG.error("a bug: request {} on {}", requestId, ctx.path(), bug);
        yield answer(ctx, requestId, Refusals.BUG);
      }
    };
  }

  @Override
  public AggregatedHttpResponse renderStatus(
      @Nullable ServiceRequestContext ctx,
      ServiceConfig config,
      @Nullable RequestHeaders headers,
      HttpStatus status,
      @Nullable String description,
      @Nullable Throwable cause) {
    return page(status, ctx == null ? ids.of(headers) : ids.of(ctx));
  }

  private static AggregatedHttpResponse page(HttpStatus status, String requestId) {
    return Answers.refused(status, "", requestId, refusal(status));
  }

  private static Refusal refusal(HttpStatus status) {
    return switch (status.code()) {
      case 404 ->
          Refusals.malformed(
              "no such route; known: POST /ingest, POST /v1/get-features, GET /v1/sources/…");
      case 405 -> Refusals.malformed("the route does not take this method");
      case 415 -> Refusals.malformed("the body must be sent as it is, without a Content-Encoding");
      case 413 -> Refusals.TOO_LARGE;
      case 503 -> Refusals.BUSY;
      case 504 -> Refusals.TOO_LATE;
      default -> status.isServerError() ? Refusals.BUG : Refusals.malformed(status.reasonPhrase());
    };
  }

  private static HttpResponse answer(ServiceRequestContext ctx, String requestId, Refusal refusal) {
    Outcomes.refused(ctx, refusal);
    return Answers.refused("", requestId, refusal).toHttpResponse();
  }
}
