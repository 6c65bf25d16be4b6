package io.freshet.schema.change;

import io.freshet.schema.Catalogue;
import io.freshet.schema.change.Change.Breaking;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Every difference between two catalogues, in the order of workspaces, sources, then views. */
public record Changes(List<Change> all) {
  public static final Changes NONE = new Changes(List.of());

  public Changes {
    all = List.copyOf(all);
  }

  /** Compares them. A part that is renamed is one that is gone and another that is new. */
  public static Changes between(Catalogue old, Catalogue now) {
    var found = new Found();
    Set<String> workspaces = new LinkedHashSet<>(old.workspaces());
    workspaces.addAll(now.workspaces());
    for (String workspace : workspaces) {
      new SourcesOf(workspace, old, now, found).compare();
      new ViewsOf(workspace, old, now, found).compare();
    }
    return new Changes(found.list());
  }

  public List<Breaking> breaking() {
    List<Breaking> breaking = new ArrayList<>();
    for (Change change : all) {
      if (change instanceof Breaking one) {
        breaking.add(one);
      }
    }
    return breaking;
  }
}
