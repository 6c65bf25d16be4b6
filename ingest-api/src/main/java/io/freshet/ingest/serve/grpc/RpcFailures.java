package io.freshet.ingest.serve.grpc;

import com.google.protobuf.InvalidProtocolBufferException;
import com.linecorp.armeria.common.ContentTooLargeException;
import com.linecorp.armeria.common.RequestContext;
import com.linecorp.armeria.common.ShuttingDownException;
import com.linecorp.armeria.common.grpc.GrpcExceptionHandlerFunction;
import com.linecorp.armeria.common.stream.CancelledSubscriptionException;
import com.linecorp.armeria.common.stream.ClosedStreamException;
import com.linecorp.armeria.server.RequestTimeoutException;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.freshet.ingest.answer.Refusal;
import io.freshet.ingest.serve.status.Outcomes;
import io.freshet.ingest.serve.status.Refusals;
import io.freshet.ingest.serve.status.RequestIds;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What goes wrong outside the use cases, with the details that their refusals have: the twin of the
 * JSON routes' error pages.
 */
public final class RpcFailures implements GrpcExceptionHandlerFunction {
  private static final Logger LOG = LoggerFactory.getLogger(RpcFailures.class);

  private final RequestIds ids;

  public RpcFailures(RequestIds ids) {
    this.ids = ids;
  }

  /** The status to answer with, its details in {@code metadata}; null: Armeria's own. */
  @Override
  public @Nullable Status apply(
      RequestContext ctx, Status status, Throwable cause, Metadata metadata) {
    if (GrpcErrors.explained(metadata) || !(ctx instanceof ServiceRequestContext request)) {
      return status;
    }
    return switch (cause) {
      case ShuttingDownException _ -> explain(request, Refusals.BUSY, metadata);
      case RequestTimeoutException _ -> explain(request, Refusals.TOO_LATE, metadata);
      case ContentTooLargeException _ -> explain(request, Refusals.TOO_LARGE, metadata);
      case ClosedStreamException _, CancelledSubscriptionException _ -> Status.CANCELLED;
      case Throwable bad when bad.getCause() instanceof InvalidProtocolBufferException ->
          explain(request, Refusals.malformed("not a valid message"), metadata);
      default ->
          switch (status.getCode()) {
            case RESOURCE_EXHAUSTED -> explain(request, Refusals.TOO_LARGE, metadata);
            case DEADLINE_EXCEEDED -> explain(request, Refusals.TOO_LATE, metadata);
            case CANCELLED, UNIMPLEMENTED -> status;
            default -> {
              LOG.error("a bug: request {} on {}", ids.of(request), request.path(), cause);
              yield explain(request, Refusals.BUG, metadata);
            }
          };
    };
  }

  private Status explain(ServiceRequestContext ctx, Refusal refusal, Metadata metadata) {
    Outcomes.refused(ctx, refusal);
    StatusRuntimeException explained = GrpcErrors.of("", ids.of(ctx), refusal);
    if (explained.getTrailers() != null) {
      metadata.merge(explained.getTrailers());
    }
    return explained.getStatus();
  }
}
