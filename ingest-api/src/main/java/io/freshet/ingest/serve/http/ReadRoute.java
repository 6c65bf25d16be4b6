package io.freshet.ingest.serve.http;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.AbstractHttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.freshet.ingest.journey.Reads;
import io.freshet.ingest.read.JsonReadBody;
import io.freshet.ingest.read.ReadAnswer;
import io.freshet.ingest.serve.status.Refusals;
import io.freshet.ingest.serve.status.RequestIds;
import java.util.concurrent.CompletableFuture;

/** {@code POST /v1/get-features}. */
public final class ReadRoute extends AbstractHttpService {
  private final Reads reads;
  private final RequestIds ids;

  public ReadRoute(Reads reads, RequestIds ids) {
    this.reads = reads;
    this.ids = ids;
  }

  @Override
  protected HttpResponse doPost(ServiceRequestContext ctx, HttpRequest request) {
    String requestId = ids.of(ctx);
    return HttpResponse.of(
        request
            .aggregate()
            .thenCompose(this::read)
            .thenApply(answer -> response(answer, requestId).toHttpResponse()));
  }

  private CompletableFuture<ReadAnswer> read(AggregatedHttpRequest request) {
    if (BodyLimit.exceededBy(request)) {
      return CompletableFuture.completedFuture(new ReadAnswer.Refused("", Refusals.TOO_LARGE));
    }
    String authorization = request.headers().get(HttpHeaderNames.AUTHORIZATION, "");
    return reads.features(authorization, new JsonReadBody(request.content().array()));
  }

  private static AggregatedHttpResponse response(ReadAnswer answer, String requestId) {
    return switch (answer) {
      case ReadAnswer.Read read -> Answers.ok(requestId, FeaturesJson.of(read, requestId));
      case ReadAnswer.Refused refused ->
          Answers.refused(refused.workspace(), requestId, refused.refusal());
    };
  }
}
