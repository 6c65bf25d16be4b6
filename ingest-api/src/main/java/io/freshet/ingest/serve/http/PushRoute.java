package io.freshet.ingest.serve.http;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.util.SafeCloseable;
import com.linecorp.armeria.server.AbstractHttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.freshet.ingest.admit.Deadline;
import io.freshet.ingest.answer.PushAnswer;
import io.freshet.ingest.answer.PushAnswer.Accepted;
import io.freshet.ingest.answer.PushAnswer.Refused;
import io.freshet.ingest.journey.Call;
import io.freshet.ingest.journey.Pushes;
import io.freshet.ingest.request.JsonPushBody;
import io.freshet.ingest.serve.status.Deadlines;
import io.freshet.ingest.serve.status.Outcomes;
import io.freshet.ingest.serve.status.Refusals;
import io.freshet.ingest.serve.status.RequestIds;
import java.util.concurrent.CompletableFuture;

/** {@code POST /ingest}. */
public final class PushRoute extends AbstractHttpService {
  private final Pushes pushes;
  private final RequestIds ids;
  private final Deadlines deadlines;

  public PushRoute(Pushes pushes, RequestIds ids, Deadlines deadlines) {
    this.pushes = pushes;
    this.ids = ids;
    this.deadlines = deadlines;
  }

  @Override
  protected HttpResponse doPost(ServiceRequestContext ctx, HttpRequest request) {
    String requestId = ids.of(ctx);
    Deadline deadline = deadlines.of(ctx);
    return HttpResponse.of(
        request
            .aggregate()
            .thenCompose(whole -> push(ctx, whole, deadline))
            .thenApply(answer -> response(ctx, answer, requestId).toHttpResponse()));
  }

  private CompletableFuture<PushAnswer> push(
      ServiceRequestContext ctx, AggregatedHttpRequest request, Deadline deadline) {
    if (BodyLimit.exceededBy(request)) {
      return CompletableFuture.completedFuture(new Refused("", Refusals.TOO_LARGE));
    }
    String authorization = request.headers().get(HttpHeaderNames.AUTHORIZATION, "");
    // What goes around the route finds its request here, as it does over gRPC.
    try (SafeCloseable _ = ctx.push()) {
      return pushes.push(
          new Call(authorization, deadline), new JsonPushBody(request.content().array()));
    }
  }

  private static AggregatedHttpResponse response(
      ServiceRequestContext ctx, PushAnswer answer, String requestId) {
    return switch (answer) {
      case Accepted accepted -> {
        Outcomes.ok(ctx);
        yield Answers.ok(requestId, PushJson.of(accepted, requestId));
      }
      case Refused refused -> {
        Outcomes.refused(ctx, refused.refusal());
        yield Answers.refused(refused.workspace(), requestId, refused.refusal());
      }
    };
  }
}
