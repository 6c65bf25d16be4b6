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
import io.freshet.ingest.plan.SourcePlan;
import io.freshet.ingest.serve.status.Outcomes;
import io.freshet.ingest.serve.status.RequestIds;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * {@code GET /v1/sources/{workspace}/{push_source}}. The version is the entity tag: whoever polls
 * with {@code If-None-Match} gets 304 and no body until the schema changes.
 */
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
    String known = request.headers().get(HttpHeaderNames.IF_NONE_MATCH, "");
    mark(ctx, answer);
    return response(answer, known, requestId).toHttpResponse();
  }

  private static void mark(ServiceRequestContext ctx, SourceAnswer answer) {
    switch (answer) {
      case SourceAnswer.Found _ -> Outcomes.ok(ctx);
      case SourceAnswer.Refused refused -> Outcomes.refused(ctx, refused.refusal());
    }
  }

  private static AggregatedHttpResponse response(
      SourceAnswer answer, String known, String requestId) {
    return switch (answer) {
      case SourceAnswer.Found(SourcePlan source) ->
          isKnown(source, known)
              ? Answers.notModified(requestId, tag(source))
              : Answers.tagged(requestId, tag(source), source.json());
      case SourceAnswer.Refused(String workspace, Refusal refusal) ->
          Answers.refused(workspace, requestId, refusal);
    };
  }

  private static String tag(SourcePlan source) {
    return '"' + source.version() + '"';
  }

  /** Compared weakly, as RFC 9110 says: proxies that compress make tags weak. */
  private static boolean isKnown(SourcePlan source, String known) {
    return Stream.of(known.split(","))
        .map(String::strip)
        .map(each -> each.startsWith("W/") ? each.substring(2) : each)
        .anyMatch(each -> each.equals("*") || each.equals(tag(source)));
  }
}
