package io.freshet.ingest.purge;

import io.freshet.ingest.plan.Schemas;
import io.freshet.ingest.plan.SourcePlan;
import io.freshet.ingest.plan.Values;
import io.freshet.ingest.plan.ViewPlan;
import io.freshet.schema.FeatureView;
import io.freshet.schema.PushSource;
import io.freshet.schema.ScalarType;
import io.freshet.value.Conversion;
import io.freshet.value.Conversion.Converted;
import io.freshet.value.Conversion.Rejected;
import io.freshet.value.Conversions;
import io.freshet.value.Utf8;
import io.freshet.yaml.NearNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds what an erasure is about in the registered schemas; what is wrong is listed. */
public final class Targets {
  private final Schemas schemas;
  private final String workspace;
  private final Map<String, String> keys;
  private final List<String> problems = new ArrayList<>();

  /**
   * @param keys the entity: values as text, by field
   */
  public Targets(Schemas schemas, String workspace, Map<String, String> keys) {
    this.schemas = schemas;
    this.workspace = workspace;
    this.keys = keys;
  }

  /** Nothing is wrong while this is empty. */
  public List<String> problems() {
    return List.copyOf(problems);
  }

  /** The entity's rows in one view. */
  public List<Target> ofView(String name) {
    if (!knownWorkspace()) {
      return List.of();
    }
    Optional<SourcePlan> source = schemas.feeding(workspace, name);
    if (source.isEmpty()) {
      unknown("view", name, views().stream().map(FeatureView::name).toList());
      return List.of();
    }
    ViewPlan view =
        source.get().views().stream()
            .filter(candidate -> candidate.name().equals(name))
            .findFirst()
            .orElseThrow();
    if (!isEntityOf(view)) {
      problems.add("--key: the entity of view " + name + " is " + entity(view));
      return List.of();
    }
    return target(view).stream().toList();
  }

  /** The entity's rows in every view of a push source that has this entity. */
  public List<Target> ofSource(String name) {
    if (!knownWorkspace()) {
      return List.of();
    }
    Optional<SourcePlan> source = schemas.source(workspace, name);
    if (source.isEmpty()) {
      unknown("push source", name, sources().stream().map(PushSource::name).toList());
      return List.of();
    }
    List<ViewPlan> views = source.get().views().stream().filter(this::isEntityOf).toList();
    if (views.isEmpty()) {
      List<String> entities =
          source.get().views().stream().map(Targets::entity).distinct().toList();
      problems.add(
          "--key: no view of push source "
              + name
              + " has this entity; known: "
              + String.join("; ", entities));
    }
    return views.stream().flatMap(view -> target(view).stream()).toList();
  }

  private boolean knownWorkspace() {
    if (!schemas.hasWorkspace(workspace)) {
      unknown("workspace", workspace, schemas.catalogue().workspaces());
      return false;
    }
    return true;
  }

  private boolean isEntityOf(ViewPlan view) {
    return keys.keySet().equals(Set.copyOf(view.view().entity()));
  }

  private static String entity(ViewPlan view) {
    return String.join(", ", view.view().entity());
  }

  private Optional<Target> target(ViewPlan view) {
    var values = new Values(view.fields());
    int wrongBefore = problems.size();
    for (Map.Entry<String, String> key : keys.entrySet()) {
      int position = view.fields().position(key.getKey());
      switch (value((ScalarType) view.fields().at(position).type(), key.getValue())) {
        case Converted(Object value) -> values.set(position, value);
        case Rejected rejected -> wrong(key.getKey(), rejected.message());
      }
      if (key.getValue().isEmpty()) {
        wrong(key.getKey(), "an entity is never empty");
      }
    }
    if (problems.size() > wrongBefore) {
      return Optional.empty();
    }
    if (Utf8.length(view.key(values)) > ViewPlan.MAX_KEY_BYTES) {
      problems.add("--key: longer than any stored key: 2 KB");
      return Optional.empty();
    }
    return Optional.of(new Target(view.name(), view.key(values)));
  }

  private static Conversion value(ScalarType type, String text) {
    return switch (type) {
      case BOOL ->
          text.equals("true") || text.equals("false")
              ? Conversions.fromBoolean(type, text.equals("true"))
              : Conversions.fromText(type, text);
      case INT32 ->
          Conversions.fromText(ScalarType.INT64, text) instanceof Converted(Long number)
              ? Conversions.fromLong(type, number)
              : Conversions.fromText(type, text);
      default -> Conversions.fromText(type, text);
    };
  }

  private void wrong(String field, String message) {
    String problem = "--key " + field + ": " + message;
    if (!problems.contains(problem)) {
      problems.add(problem);
    }
  }

  private void unknown(String kind, String name, Collection<String> known) {
    problems.add("no " + kind + " " + name + "; " + NearNames.hint(name, known));
  }

  private Collection<PushSource> sources() {
    return schemas.catalogue().sources(workspace);
  }

  private List<FeatureView> views() {
    return sources().stream().flatMap(source -> source.featureViews().stream()).toList();
  }
}
