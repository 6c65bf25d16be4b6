package io.freshet.offline.command;

import io.freshet.offline.table.ViewTables;
import io.freshet.schema.Catalogue;
import io.freshet.schema.FeatureView;
import io.freshet.schema.PushSource;
import java.util.function.BiConsumer;
import org.apache.iceberg.Table;

/** The tables of all registered views that have one. */
final class EveryTable {
  private EveryTable() {}

  /** Does the work with each; what fails ends it. */
  static int of(Configured.Loaded loaded, BiConsumer<String, Table> work) {
    Catalogue catalogue = loaded.schemas().get().catalogue();
    try (var tables = ViewTables.open(loaded.config().catalog())) {
      for (String workspace : catalogue.workspaces()) {
        for (PushSource source : catalogue.sources(workspace)) {
          for (FeatureView view : source.featureViews()) {
            tables
                .find(workspace, view.name())
                .ifPresent(
                    table -> work.accept(tables.name(workspace, view.name()).toString(), table));
          }
        }
      }
    }
    return 0;
  }
}
