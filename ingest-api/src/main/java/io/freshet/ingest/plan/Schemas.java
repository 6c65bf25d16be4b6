package io.freshet.ingest.plan;

import io.freshet.schema.Catalogue;
import io.freshet.schema.PushSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A catalogue prepared for requests. Immutable: a reload makes another. */
public final class Schemas {
  private final Catalogue catalogue;
  private final Map<String, Map<String, SourcePlan>> sources = new HashMap<>();

  public Schemas(Catalogue catalogue) {
    this.catalogue = catalogue;
    for (String workspace : catalogue.workspaces()) {
      Map<String, SourcePlan> plans = new HashMap<>();
      for (PushSource source : catalogue.sources(workspace)) {
        plans.put(source.name(), new SourcePlan(source));
      }
      sources.put(workspace, plans);
    }
  }

  public Catalogue catalogue() {
    return catalogue;
  }

  public boolean hasWorkspace(String workspace) {
    return sources.containsKey(workspace);
  }

  public Optional<SourcePlan> source(String workspace, String name) {
    return Optional.ofNullable(sources.getOrDefault(workspace, Map.of()).get(name));
  }

  /** The source that feeds the view of that name. */
  public Optional<SourcePlan> feeding(String workspace, String view) {
    return catalogue.view(workspace, view).flatMap(fed -> source(workspace, fed.source().name()));
  }
}
