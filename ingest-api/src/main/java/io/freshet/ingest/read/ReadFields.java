package io.freshet.ingest.read;

import io.freshet.api.IngestLimits;
import io.freshet.api.RequestErrorType;
import io.freshet.ingest.answer.Refusal;
import io.freshet.ingest.plan.Values;
import io.freshet.ingest.plan.ViewPlan;
import io.freshet.ingest.read.ReadBody.Parsed;
import io.freshet.ingest.read.ReadTables.Consistency;
import io.freshet.ingest.request.Errors;
import io.freshet.schema.History;
import io.freshet.value.Utf8;
import io.freshet.yaml.NearNames;
import java.util.List;
import java.util.Optional;

/** The parts of a read request, as either transport finds them, checked and put together. */
public record ReadFields(
    String workspace,
    List<Values> keys,
    List<String> featureNames,
    Consistency consistency,
    Optional<AsOf> asOf) {

  /** The request, or what is wrong with it. */
  public Parsed resolve(ViewPlan view) {
    if (keys.isEmpty() || keys.size() > IngestLimits.MAX_JOIN_KEYS) {
      return malformed("join_keys must list 1 to " + IngestLimits.MAX_JOIN_KEYS + " entities");
    }
    if (asOf.isPresent() && keys.size() > 1) {
      return malformed("as_of is answered for one entity at a time");
    }
    if (asOf.isPresent() && view.view().history() instanceof History.None) {
      return malformed("as_of: view " + view.name() + " keeps no history");
    }
    for (int i = 0; i < keys.size(); i++) {
      if (!view.identifies(keys.get(i))) {
        String wanted = String.join(", ", view.view().entity());
        return malformed("join_keys[" + i + "] must have: " + wanted);
      }
      if (Utf8.length(view.key(keys.get(i))) > ViewPlan.MAX_KEY_BYTES) {
        return malformed("join_keys[" + i + "] is longer than any stored key: 2 KB");
      }
    }
    for (String name : featureNames) {
      if (!view.view().features().contains(name)) {
        String hint = NearNames.hint(Errors.shown(name), view.view().features());
        return malformed("feature_names: view " + view.name() + " has no such feature; " + hint);
      }
    }
    return new Parsed.Understood(
        new ReadRequest(workspace, view, keys, positions(view), consistency, asOf));
  }

  private List<Integer> positions(ViewPlan view) {
    return featureNames.isEmpty()
        ? view.features().boxed().toList()
        : featureNames.stream().distinct().map(view.fields()::position).toList();
  }

  private Parsed malformed(String message) {
    return new Parsed.Refused(workspace, new Refusal(RequestErrorType.MALFORMED_REQUEST, message));
  }
}
