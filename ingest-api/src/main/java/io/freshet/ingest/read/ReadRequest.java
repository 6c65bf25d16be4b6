package io.freshet.ingest.read;

import io.freshet.ingest.plan.Values;
import io.freshet.ingest.plan.ViewPlan;
import io.freshet.ingest.read.ReadTables.Consistency;
import java.util.List;
import java.util.Optional;

/**
 * What a caller wants to read.
 *
 * @param keys each names one entity
 * @param features positions among the view's fields
 * @param asOf for one entity only: answered from the history
 */
public record ReadRequest(
    String workspace,
    ViewPlan view,
    List<Values> keys,
    List<Integer> features,
    Consistency consistency,
    Optional<AsOf> asOf) {

  public ReadRequest {
    keys = List.copyOf(keys);
    features = List.copyOf(features);
  }
}
