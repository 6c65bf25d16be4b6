package io.freshet.ingest.serve.grpc;

import io.freshet.api.RequestErrorType;
import io.freshet.ingest.answer.Refusal;
import io.freshet.ingest.plan.Values;
import io.freshet.ingest.plan.ViewPlan;
import io.freshet.ingest.read.AsOf;
import io.freshet.ingest.read.ReadBody;
import io.freshet.ingest.read.ReadFields;
import io.freshet.ingest.read.ReadTables.Consistency;
import io.freshet.ingest.read.ViewLookup;
import io.freshet.ingest.read.ViewLookup.Lookup.Denied;
import io.freshet.ingest.read.ViewLookup.Lookup.Found;
import io.freshet.ingest.request.Errors;
import io.freshet.ingest.v1.GetFeaturesRequest;
import io.freshet.ingest.v1.MapValue;
import io.freshet.ingest.v1.Value;
import io.freshet.schema.ScalarType;
import io.freshet.value.Conversion.Converted;
import io.freshet.value.Conversion.Rejected;
import io.freshet.yaml.NearNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A read as protobuf brings it. */
final class ProtoReadBody implements ReadBody {
  private final GetFeaturesRequest message;

  ProtoReadBody(GetFeaturesRequest message) {
    this.message = message;
  }

  @Override
  public Parsed read(ViewLookup views) {
    String workspace = message.getWorkspaceName();
    String view = message.getFeatureViewName();
    if (workspace.isEmpty() || view.isEmpty()) {
      return malformed("workspace_name and feature_view_name must be there");
    }
    return switch (views.find(workspace, view)) {
      case Denied(Refusal refusal) -> new Parsed.Refused(workspace, refusal);
      case Found(ViewPlan plan) -> read(plan);
    };
  }

  private Parsed read(ViewPlan view) {
    if (message.hasAsOf() && !message.getAsOf().hasEventTime()) {
      return malformed(AsOf.NO_EVENT_TIME);
    }
    List<Values> keys = new ArrayList<>();
    for (MapValue key : message.getJoinKeysList()) {
      var values = new Values(view.fields());
      for (Map.Entry<String, Value> field : key.getValuesMap().entrySet()) {
        Optional<String> wrong = set(values, field.getKey(), field.getValue(), view);
        if (wrong.isPresent()) {
          return malformed("join_keys[" + keys.size() + "]" + wrong.get());
        }
      }
      keys.add(values);
    }
    Consistency consistency = message.getConsistent() ? Consistency.STRONG : Consistency.EVENTUAL;
    return new ReadFields(
            message.getWorkspaceName(), keys, message.getFeatureNamesList(), consistency, asOf())
        .resolve(view);
  }

  private static Optional<String> set(Values values, String name, Value value, ViewPlan view) {
    if (!view.view().entity().contains(name)) {
      return Optional.of(
          ": unknown key; " + NearNames.hint(Errors.shown(name), view.view().entity()));
    }
    int position = view.fields().position(name);
    return switch (ProtoValues.scalar(value, (ScalarType) view.fields().at(position).type())) {
      case Converted(Object converted) -> {
        values.set(position, converted);
        yield Optional.empty();
      }
      case Rejected rejected -> Optional.of("." + name + ": " + rejected.message());
    };
  }

  private Optional<AsOf> asOf() {
    return message.hasAsOf()
        ? Optional.of(
            new AsOf(
                Moments.micros(message.getAsOf().getEventTime()),
                message.getAsOf().hasIngestionTime()
                    ? Moments.micros(message.getAsOf().getIngestionTime())
                    : Long.MAX_VALUE))
        : Optional.empty();
  }

  private Parsed malformed(String text) {
    return new Parsed.Refused(
        message.getWorkspaceName(), new Refusal(RequestErrorType.MALFORMED_REQUEST, text));
  }
}
