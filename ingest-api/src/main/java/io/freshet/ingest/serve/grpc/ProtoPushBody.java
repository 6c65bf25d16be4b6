package io.freshet.ingest.serve.grpc;

import static io.freshet.api.RecordErrorType.OUT_OF_RANGE;
import static io.freshet.api.RecordErrorType.TOO_LARGE;
import static io.freshet.api.RecordErrorType.UNKNOWN_FIELD;

import io.freshet.api.RecordErrorType;
import io.freshet.api.RequestErrorType;
import io.freshet.ingest.answer.Refusal;
import io.freshet.ingest.plan.SourcePlan;
import io.freshet.ingest.plan.Values;
import io.freshet.ingest.request.Errors;
import io.freshet.ingest.request.Parsed;
import io.freshet.ingest.request.PushBody;
import io.freshet.ingest.request.PushRequest;
import io.freshet.ingest.request.PushedRecord;
import io.freshet.ingest.request.RecordLimits;
import io.freshet.ingest.request.SourceLookup;
import io.freshet.ingest.request.SourceLookup.Lookup.Denied;
import io.freshet.ingest.request.SourceLookup.Lookup.Found;
import io.freshet.ingest.v1.IngestRecord;
import io.freshet.ingest.v1.IngestRequest;
import io.freshet.ingest.v1.RecordList;
import io.freshet.ingest.v1.Value;
import io.freshet.schema.UnknownFields;
import io.freshet.value.Conversion.Converted;
import io.freshet.value.Conversion.Rejected;
import io.freshet.yaml.NearNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A push as protobuf brings it, read by the same rules as its JSON. */
final class ProtoPushBody implements PushBody {
  private final IngestRequest message;
  private final Errors errors = new Errors();
  private final List<PushedRecord> records = new ArrayList<>();

  ProtoPushBody(IngestRequest message) {
    this.message = message;
  }

  @Override
  public Parsed read(SourceLookup sources) {
    String workspace = message.getWorkspaceName();
    if (workspace.isEmpty()) {
      return malformed("workspace_name is missing");
    }
    int count =
        message.getRecordsMap().values().stream().mapToInt(RecordList::getRecordsCount).sum();
    if (RecordLimits.exceededBy(count)) {
      return new Parsed.Refused(workspace, RecordLimits.TOO_MANY);
    }
    for (Map.Entry<String, RecordList> source : message.getRecordsMap().entrySet()) {
      switch (sources.find(workspace, source.getKey())) {
        case Found(SourcePlan plan) -> readAll(plan, source.getValue());
        case Denied(Refusal refusal) -> {
          return new Parsed.Refused(workspace, refusal);
        }
      }
    }
    return records.isEmpty()
        ? malformed("records is missing or holds no record")
        : new Parsed.Understood(
            new PushRequest(workspace, message.getDryRun(), records, errors.list()));
  }

  private void readAll(SourcePlan plan, RecordList list) {
    for (int index = 0; index < list.getRecordsCount(); index++) {
      records.add(read(plan, index, list.getRecords(index)));
    }
  }

  private PushedRecord read(SourcePlan plan, int index, IngestRecord pushed) {
    var values = new Values(plan.fields());
    pushed.getRecordMap().forEach((name, value) -> read(plan, index, name, value, values));
    return new PushedRecord(
        plan,
        index,
        values,
        sequence(plan, index, pushed),
        origin(plan, index, pushed),
        pushed.getDelete());
  }

  private void read(SourcePlan plan, int index, String name, Value value, Values values) {
    int position = plan.fields().position(name);
    if (position < 0) {
      reportUnknown(plan, index, name);
    } else if (value.getKindCase() == Value.KindCase.KIND_NOT_SET) {
      values.setAbsent(position);
    } else {
      switch (ProtoValues.read(value, plan.fields().at(position).type())) {
        case Converted(Object converted) -> values.set(position, converted);
        case Rejected(RecordErrorType type, String text) -> {
          values.reject(position);
          errors.add(plan.name(), index, name, type, text);
        }
      }
    }
  }

  private void reportUnknown(SourcePlan plan, int index, String name) {
    if (plan.source().unknownFields() == UnknownFields.REJECT && !errors.full(plan.name(), index)) {
      String hint = NearNames.hint(Errors.shown(name), plan.fields().names());
      errors.add(plan.name(), index, name, UNKNOWN_FIELD, "unknown field; " + hint);
    }
  }

  private OptionalLong sequence(SourcePlan plan, int index, IngestRecord pushed) {
    if (pushed.hasSequence() && pushed.getSequence() < 0) {
      errors.add(plan.name(), index, "sequence", OUT_OF_RANGE, "must not be negative");
      return OptionalLong.empty();
    }
    return pushed.hasSequence() ? OptionalLong.of(pushed.getSequence()) : OptionalLong.empty();
  }

  private Optional<String> origin(SourcePlan plan, int index, IngestRecord pushed) {
    if (pushed.getOrigin().length() > RecordLimits.MAX_ORIGIN) {
      errors.add(
          plan.name(),
          index,
          "origin",
          TOO_LARGE,
          "longer than " + RecordLimits.MAX_ORIGIN + " characters");
      return Optional.empty();
    }
    return pushed.getOrigin().isEmpty() ? Optional.empty() : Optional.of(pushed.getOrigin());
  }

  private Parsed malformed(String text) {
    return new Parsed.Refused(
        message.getWorkspaceName(), new Refusal(RequestErrorType.MALFORMED_REQUEST, text));
  }
}
