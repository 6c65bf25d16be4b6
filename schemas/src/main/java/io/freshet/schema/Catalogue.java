package io.freshet.schema;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every registered push source, by workspace and name. Immutable; a reload makes another. */
public final class Catalogue {
  private final Map<String, Map<String, PushSource>> workspaces = new LinkedHashMap<>();

  public Catalogue(Collection<PushSource> sources) {
    for (PushSource source : sources) {
      workspaces
          .computeIfAbsent(source.workspace(), _ -> new LinkedHashMap<>())
          .put(source.name(), source);
    }
  }

  public Set<String> workspaces() {
    return workspaces.keySet();
  }

  public Collection<PushSource> sources(String workspace) {
    return workspaces.getOrDefault(workspace, Map.of()).values();
  }

  public Optional<PushSource> source(String workspace, String name) {
    return Optional.ofNullable(workspaces.getOrDefault(workspace, Map.of()).get(name));
  }

  /** The view of that name (unique in a workspace) and the source that feeds it. */
  public Optional<FedView> view(String workspace, String name) {
    for (PushSource source : sources(workspace)) {
      for (FeatureView view : source.featureViews()) {
        if (view.name().equals(name)) {
          return Optional.of(new FedView(source, view));
        }
      }
    }
    return Optional.empty();
  }

  /** A feature view with the push source that feeds it. */
  public record FedView(PushSource source, FeatureView view) {}
}
