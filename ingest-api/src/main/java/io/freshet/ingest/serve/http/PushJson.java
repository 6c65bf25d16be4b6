package io.freshet.ingest.serve.http;

import com.fasterxml.jackson.core.JsonGenerator;
import io.freshet.ingest.answer.PushAnswer.Accepted;
import io.freshet.ingest.answer.PushAnswer.SourceCount;
import io.freshet.ingest.answer.PushAnswer.ViewCount;
import io.freshet.value.Timestamps;
import java.io.IOException;

/** The 200 of a push; counts are strings, as in proto3 JSON. */
final class PushJson {
  private PushJson() {}

  static byte[] of(Accepted accepted, String requestId) {
    return Body.object(json -> {
      json.writeStringField("workspaceName", accepted.workspace());
      json.writeStringField("requestId", requestId);
      json.writeStringField("ingestionTime", Timestamps.format(accepted.ingestionTime()));
      json.writeObjectFieldStart("ingestMetrics");
      json.writeArrayFieldStart("featureViewIngestMetrics");
      for (ViewCount view : accepted.views()) {
        write(json, view);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("dataSourceIngestMetrics");
      for (SourceCount source : accepted.sources()) {
        write(json, source);
      }
      json.writeEndArray();
      json.writeEndObject();
    });
  }

  private static void write(JsonGenerator json, ViewCount view) throws IOException {
    json.writeStartObject();
    json.writeStringField("featureViewName", view.name());
    json.writeStringField("featureViewId", view.id());
    json.writeStringField("onlineRecordIngestCount", Integer.toString(view.online()));
    json.writeStringField("offlineRecordIngestCount", Integer.toString(view.offline()));
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, SourceCount source) throws IOException {
    json.writeStartObject();
    json.writeStringField("dataSourceName", source.name());
    json.writeStringField("dataSourceId", source.id());
    json.writeStringField("offlineRecordIngestCount", Integer.toString(source.offline()));
    json.writeEndObject();
  }
}
