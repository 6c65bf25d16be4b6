package io.freshet.ingest.serve.http;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.AbstractHttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.freshet.ingest.admit.Deadline;
import io.freshet.ingest.journey.Call;
import io.freshet.ingest.journey.Reads;
import io.freshet.ingest.read.JsonReadBody;
import io.freshet.ingest.read.ReadAnswer;
import io.freshet.ingest.serve.status.Deadlines;
import io.freshet.ingest.serve.status.Outcomes;
import io.freshet.ingest.serve.status.Refusals;
import io.freshet.ingest.serve.status.RequestIds;
import java.util.concurrent.CompletableFuture;

/** {@code POST /v1/get-features}. */
public final class ReadRoute extends AbstractHttpService {
  private final Reads reads;
  private final RequestIds ids;
  private final Deadlines deadlines;

  public ReadRoute(Reads reads, RequestIds ids, Deadlines deadlines) {
    this.reads = reads;
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
            .thenCompose(whole -> read(whole, deadline))
            .thenApply(answer -> response(ctx, answer, requestId).toHttpResponse()));
  }

  private CompletableFuture<ReadAnswer> read(AggregatedHttpRequest request, Deadline deadline) {
    if (BodyLimit.exceededBy(request)) {
      return CompletableFuture.completedFuture(new ReadAnswer.Refused("", Refusals.TOO_LARGE));
    }
    String authorization = request.headers().get(HttpHeaderNames.AUTHORIZATION, "");
    return reads.features(
        new Call(authorization, deadline), new JsonReadBody(request.content().array()));
  }

  private static AggregatedHttpResponse response(
      ServiceRequestContext ctx, ReadAnswer answer, String requestId) {
    return switch (answer) {
      case ReadAnswer.Read read -> {
        Outcomes.ok(ctx);
        yield Answers.ok(requestId, FeaturesJson.of(read, requestId));
      }
      case ReadAnswer.Refused refused -> {
        Outcomes.refused(ctx, refused.refusal());
        yield Answers.refused(refused.workspace(), requestId, refused.refusal());
      }
    };
  }
}
