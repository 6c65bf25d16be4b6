package io.freshet.ingest.serve.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import io.freshet.ingest.answer.RecordError;
import io.freshet.ingest.answer.Refusal;
import io.freshet.ingest.serve.status.RefusalLog;
import io.freshet.ingest.serve.status.RequestIds;
import io.freshet.ingest.serve.status.Statuses;
import java.io.IOException;
import org.slf4j.LoggerFactory;

/** Answers in JSON, each with its request's id. */
final class Answers {
  private static final RefusalLog LOG =
      new RefusalLog(LoggerFactory.getLogger(Answers.class), System::nanoTime);

  private Answers() {}

  static AggregatedHttpResponse ok(String requestId, byte[] body) {
    return AggregatedHttpResponse.of(
        headers(HttpStatus.OK, requestId).build(), HttpData.wrap(body));
  }

  /** A document that may be kept, and asked for again by its tag. */
  static AggregatedHttpResponse tagged(String requestId, String tag, byte[] body) {
    return AggregatedHttpResponse.of(
        headers(HttpStatus.OK, requestId)
            .set(HttpHeaderNames.ETAG, tag)
            .set(HttpHeaderNames.CACHE_CONTROL, "private, no-cache")
            .build(),
        HttpData.wrap(body));
  }

  /** The caller's copy of a document is still right. */
  static AggregatedHttpResponse notModified(String requestId, String tag) {
    return AggregatedHttpResponse.of(
        ResponseHeaders.builder(HttpStatus.NOT_MODIFIED)
            .set(RequestIds.HEADER, requestId)
            .set(HttpHeaderNames.ETAG, tag)
            .build());
  }

  static AggregatedHttpResponse refused(String workspace, String requestId, Refusal refusal) {
    return refused(Statuses.of(refusal.type()).http(), workspace, requestId, refusal);
  }

  /** With a status that is not the table's, such as 405. */
  static AggregatedHttpResponse refused(
      HttpStatus status, String workspace, String requestId, Refusal refusal) {
    LOG.refused(requestId, refusal);
    ResponseHeadersBuilder headers = headers(status, requestId);
    if (Statuses.of(refusal.type()).retryable()) {
      headers.setLong(HttpHeaderNames.RETRY_AFTER, Statuses.wholeSeconds(refusal));
    }
    byte[] body = Body.object(json -> write(json, workspace, requestId, refusal));
    return AggregatedHttpResponse.of(headers.build(), HttpData.wrap(body));
  }

  private static ResponseHeadersBuilder headers(HttpStatus status, String requestId) {
    return ResponseHeaders.builder(status)
        .contentType(MediaType.JSON_UTF_8)
        .set(RequestIds.HEADER, requestId);
  }

  private static void write(JsonGenerator json, String workspace, String requestId, Refusal refusal)
      throws IOException {
    json.writeStringField("workspaceName", workspace);
    json.writeStringField("requestId", requestId);
    json.writeObjectFieldStart("requestError");
    json.writeStringField("errorType", refusal.type().name());
    json.writeStringField("errorMessage", refusal.message());
    json.writeEndObject();
    json.writeArrayFieldStart("recordErrors");
    for (RecordError error : refusal.records()) {
      json.writeStartObject();
      json.writeStringField("pushSourceName", error.pushSource());
      json.writeNumberField("recordIndex", error.index());
      json.writeStringField("field", error.field());
      json.writeStringField("errorType", error.type().name());
      json.writeStringField("errorMessage", error.message());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
