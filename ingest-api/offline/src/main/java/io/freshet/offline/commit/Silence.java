package io.freshet.offline.commit;

import io.freshet.offline.commit.TableState.Position;
import io.freshet.offline.table.ViewTables;
import io.freshet.schema.Catalogue;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/** When a stream was last heard of, by the tables themselves. */
public final class Silence {
  private Silence() {}

  /** The newest commit of stream records to any of the tables; none: there was none ever. */
  public static Optional<Instant> since(ViewTables tables, Catalogue catalogue) {
    return catalogue.workspaces().stream()
        .flatMap(workspace -> catalogue.sources(workspace).stream())
        .flatMap(source ->
            source.featureViews().stream()
                .flatMap(view -> moves(tables, source.workspace(), view.name())))
        .max(Instant::compareTo);
  }

  private static Stream<Instant> moves(ViewTables tables, String workspace, String view) {
    return tables.find(workspace, view).flatMap(TableState::of).stream()
        .flatMap(state -> state.positions().values().stream())
        .map(Position::moved);
  }
}
