package io.freshet.ingest.serve.grpc;

import com.google.protobuf.ByteString;
import io.freshet.ingest.answer.PushAnswer.Accepted;
import io.freshet.ingest.plan.Values;
import io.freshet.ingest.read.ReadAnswer.Read;
import io.freshet.ingest.read.ReadAnswer.Result;
import io.freshet.ingest.read.StoredRow;
import io.freshet.ingest.v1.DataSourceIngestMetrics;
import io.freshet.ingest.v1.FeatureRow;
import io.freshet.ingest.v1.FeatureViewIngestMetrics;
import io.freshet.ingest.v1.GetFeaturesResponse;
import io.freshet.ingest.v1.IngestMetrics;
import io.freshet.ingest.v1.IngestResponse;
import io.freshet.ingest.v1.ListValue;
import io.freshet.ingest.v1.MapValue;
import io.freshet.ingest.v1.Value;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Answers as protobuf messages. */
final class Messages {
  private Messages() {}

  static IngestResponse accepted(Accepted accepted, String requestId) {
    IngestMetrics.Builder metrics = IngestMetrics.newBuilder();
    accepted
        .views()
        .forEach(view ->
            metrics.addFeatureViewIngestMetrics(
                FeatureViewIngestMetrics.newBuilder()
                    .setFeatureViewName(view.name())
                    .setFeatureViewId(view.id())
                    .setOnlineRecordIngestCount(view.online())
                    .setOfflineRecordIngestCount(view.offline())));
    accepted
        .sources()
        .forEach(source ->
            metrics.addDataSourceIngestMetrics(
                DataSourceIngestMetrics.newBuilder()
                    .setDataSourceName(source.name())
                    .setDataSourceId(source.id())
                    .setOfflineRecordIngestCount(source.offline())));
    return IngestResponse.newBuilder()
        .setWorkspaceName(accepted.workspace())
        .setRequestId(requestId)
        .setIngestionTime(Moments.of(accepted.ingestionTime()))
        .setIngestMetrics(metrics)
        .build();
  }

  static GetFeaturesResponse read(Read read, String requestId) {
    GetFeaturesResponse.Builder response =
        GetFeaturesResponse.newBuilder()
            .setWorkspaceName(read.request().workspace())
            .setRequestId(requestId)
            .setFeatureViewName(read.request().view().name());
    read.results().forEach(result -> response.addResults(row(read, result)));
    return response.build();
  }

  private static FeatureRow row(Read read, Result result) {
    FeatureRow.Builder row =
        FeatureRow.newBuilder()
            .putAllJoinKeys(fields(result.key(), read.request().view().entity()))
            .setStatus(FeatureRow.Status.valueOf(result.status().name()));
    result.row().ifPresent(stored -> fill(row, stored, read.request().features()));
    return row.build();
  }

  private static void fill(FeatureRow.Builder row, StoredRow stored, List<Integer> features) {
    row.putAllFeatures(fields(stored.features(), features.stream().mapToInt(Integer::intValue)));
    row.setEventTime(Moments.of(stored.version().eventTime()));
    row.setIngestionTime(Moments.of(stored.version().ingestionTime()));
    stored.version().sequence().ifPresent(row::setSequence);
    stored.origin().ifPresent(row::setOrigin);
  }

  private static Map<String, Value> fields(Values values, IntStream positions) {
    Map<String, Value> fields = new LinkedHashMap<>();
    positions
        .filter(values::has)
        .forEach(position ->
            fields.put(values.fields().at(position).name(), value(values.at(position))));
    return fields;
  }

  private static Value value(Object value) {
    Value.Builder built = Value.newBuilder();
    switch (value) {
      case String text -> built.setStringValue(text);
      case Boolean flag -> built.setBoolValue(flag);
      case Integer number -> built.setInt64Value(number);
      case Long number -> built.setInt64Value(number);
      case Float number -> built.setDoubleValue(number);
      case Double number -> built.setDoubleValue(number);
      case Instant instant -> built.setTimestampValue(Moments.of(instant));
      case ByteBuffer bytes -> built.setBytesValue(ByteString.copyFrom(bytes.duplicate()));
      case List<?> list -> {
        ListValue.Builder elements = ListValue.newBuilder();
        list.forEach(element -> elements.addValues(value(element)));
        built.setListValue(elements);
      }
      case Map<?, ?> map -> {
        MapValue.Builder entries = MapValue.newBuilder();
        map.forEach((key, entry) -> entries.putValues((String) key, value(entry)));
        built.setMapValue(entries);
      }
      default -> throw new IllegalArgumentException("no field has a " + value.getClass());
    }
    return built.build();
  }
}
