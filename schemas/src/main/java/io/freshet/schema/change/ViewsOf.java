package io.freshet.schema.change;

import io.freshet.schema.Catalogue;
import io.freshet.schema.Catalogue.FedView;
import io.freshet.schema.FeatureView;
import io.freshet.schema.Part;
import io.freshet.schema.PushSource;
import io.freshet.yaml.NearNames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The feature views of one workspace, before and after: readers know no sources. */
final class ViewsOf {
  private final Map<String, FedView> old;
  private final Map<String, FedView> now;
  private final Found found;

  ViewsOf(String workspace, Catalogue old, Catalogue now, Found found) {
    this.old = views(workspace, old);
    this.now = views(workspace, now);
    this.found = found;
  }

  void compare() {
    old.forEach((name, before) -> {
      FedView after = now.get(name);
      if (after == null) {
        gone(before);
      } else {
        new ViewChange(before, after, part(after), found).compare();
      }
    });
    now.forEach((name, added) -> {
      if (!old.containsKey(name)) {
        found.compatible(part(added), "feature view added");
      }
    });
  }

  private void gone(FedView removed) {
    String name = removed.view().name();
    List<String> added = now.keySet().stream().filter(other -> !old.containsKey(other)).toList();
    String renamed =
        NearNames.nearest(name, added)
            .map(other -> " (to a reader, a rename to " + other + " is a removal)")
            .orElse("");
    found.gone(
        part(removed),
        Found.READERS,
        "feature view removed: its rows can no longer be read, and nothing updates them" + renamed,
        "keep it until nobody reads it any more");
  }

  private static Part part(FedView fed) {
    return Part.of(fed.source()).child("feature_views", fed.view().name());
  }

  private static Map<String, FedView> views(String workspace, Catalogue catalogue) {
    Map<String, FedView> views = new LinkedHashMap<>();
    for (PushSource source : catalogue.sources(workspace)) {
      for (FeatureView view : source.featureViews()) {
        views.put(view.name(), new FedView(source, view));
      }
    }
    return views;
  }
}
