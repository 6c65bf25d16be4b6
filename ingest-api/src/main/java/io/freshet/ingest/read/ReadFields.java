package io.freshet.ingest.read;

import io.freshet.api.IngestLimits;
import io.freshet.api.RequestErrorType;
import io.freshet.ingest.answer.Refusal;
import io.freshet.ingest.plan.Values;
import io.freshet.ingest.plan.ViewPlan;
import io.freshet.ingest.read.ReadBody.Parsed;
import io.freshet.ingest.read.ReadTables.Consistency;
import io.freshet.yaml.NearNames;
import java.util.ArrayList;
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
    for (int i = 0; i < keys.size(); i++) {
      if (!view.identifies(keys.get(i))) {
        String wanted = String.join(", ", view.view().entity());
        return malformed("join_keys[" + i + "] must have: " + wanted);
      }
    }
    List<Integer> positions = new ArrayList<>();
    for (String name : featureNames) {
      if (!view.view().features().contains(name)) {
        String hint = NearNames.hint(name, view.view().features());
        return malformed("feature_names: view " + view.name() + " has no such feature; " + hint);
      }
      positions.add(view.fields().position(name));
    }
    List<Integer> wanted = positions.isEmpty() ? view.features().boxed().toList() : positions;
    return new Parsed.Understood(new ReadRequest(workspace, view, keys, wanted, consistency, asOf));
  }

  private Parsed malformed(String message) {
    return new Parsed.Refused(workspace, new Refusal(RequestErrorType.MALFORMED_REQUEST, message));
  }
}
