package io.freshet.offline.training;

import io.freshet.schema.Catalogue;
import io.freshet.schema.Catalogue.FedView;
import io.freshet.schema.FeatureView;
import io.freshet.schema.History;
import io.freshet.schema.PushSource;
import io.freshet.schema.ScalarType;
import io.freshet.yaml.NearNames;
import io.freshet.yaml.Problem;
import io.freshet.yaml.Problems;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The views that are asked for, and the fields of their entities as columns of the spine. */
record Views(List<FedView> list, List<KeyColumn> keys) {

  /** Finds them; what is wrong is added to the problems. */
  static Views of(Request request, Catalogue catalogue, Problems problems) {
    if (!catalogue.workspaces().contains(request.workspace())) {
      problem(
          problems,
          "--workspace " + request.workspace(),
          "no schema file is of this workspace",
          NearNames.hint(request.workspace(), catalogue.workspaces()));
      return new Views(List.of(), List.of());
    }
    List<FedView> views = new ArrayList<>();
    Set<String> named = new HashSet<>();
    for (String name : request.views()) {
      if (!named.add(name)) {
        problem(problems, "--view " + name, "is named twice", "");
      }
      catalogue
          .view(request.workspace(), name)
          .ifPresentOrElse(
              found -> views.add(checked(found, problems)),
              () ->
                  problem(
                      problems,
                      "--view " + name,
                      "workspace " + request.workspace() + " has no such feature view",
                      NearNames.hint(name, names(catalogue.sources(request.workspace())))));
    }
    return new Views(List.copyOf(views), keys(views, problems));
  }

  /** The columns of one view's entity. */
  List<KeyColumn> keys(FeatureView view) {
    return keys.stream().filter(key -> view.entity().contains(key.name())).toList();
  }

  private static FedView checked(FedView found, Problems problems) {
    if (found.view().history() instanceof History.None) {
      problem(
          problems,
          "--view " + found.view().name(),
          "keeps no history, so nothing is known of its past",
          "its schema says history: false");
    }
    return found;
  }

  private static List<KeyColumn> keys(List<FedView> views, Problems problems) {
    Map<String, KeyColumn> keys = new LinkedHashMap<>();
    for (FedView fed : views) {
      for (String name : fed.view().entity()) {
        var fields = fed.source().fields();
        var type = (ScalarType) fields.at(fields.position(name)).type();
        var key = keys.computeIfAbsent(name, _ -> new KeyColumn(name, type, "k" + keys.size()));
        if (key.type() != type) {
          problem(
              problems,
              "--view " + fed.view().name(),
              "its "
                  + name
                  + " is "
                  + type.text()
                  + ", and "
                  + key.type().text()
                  + " in another view",
              "make two training sets");
        }
      }
    }
    return List.copyOf(keys.values());
  }

  private static List<String> names(Collection<PushSource> sources) {
    return sources.stream()
        .flatMap(source -> source.featureViews().stream())
        .map(FeatureView::name)
        .toList();
  }

  private static void problem(Problems problems, String where, String message, String hint) {
    problems.add(
        new Problem(where, 0, "", message, hint.isEmpty() ? Optional.empty() : Optional.of(hint)));
  }
}
