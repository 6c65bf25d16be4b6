package io.freshet.ingest.serve.http;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.server.AbstractHttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import io.freshet.ingest.answer.Refusal;
import io.freshet.ingest.journey.Reads;
import io.freshet.ingest.journey.SourceAnswer;
import io.freshet.ingest.serve.status.RequestIds;
import io.freshet.schema.PushSource;
import io.freshet.schema.SourceJson;
import java.util.Objects;

/** {@code GET /v1/sources/{workspace}/{push_source}}. */
public final class SourceRoute extends AbstractHttpService {
  public static final String PATH = "/v1/sources/{workspace}/{source}";

  private final Reads reads;
  private final RequestIds ids;

  public SourceRoute(Reads reads, RequestIds ids) {
    this.reads = reads;
    this.ids = ids;
  }

  @Override
  protected HttpResponse doGet(ServiceRequestContext ctx, HttpRequest request) {
    String requestId = ids.of(ctx);
    String authorization = request.headers().get(HttpHeaderNames.AUTHORIZATION, "");
    SourceAnswer answer =
        reads.source(
            authorization,
            Objects.requireNonNull(ctx.pathParam("workspace")),
            Objects.requireNonNull(ctx.pathParam("source")));
    return response(answer, requestId).toHttpResponse();
  }

  private static AggregatedHttpResponse response(SourceAnswer answer, String requestId) {
    return switch (answer) {
      case SourceAnswer.Found(PushSource source) -> Answers.ok(requestId, SourceJson.write(source));
      case SourceAnswer.Refused(String workspace, Refusal refusal) ->
          Answers.refused(workspace, requestId, refusal);
    };
  }
}
