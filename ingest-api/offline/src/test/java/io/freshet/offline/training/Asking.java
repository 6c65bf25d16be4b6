package io.freshet.offline.training;

import io.freshet.offline.training.Request.Means;
import io.freshet.offline.training.Request.Output;
import io.freshet.offline.training.Request.Times;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** A request with everything as it mostly is. */
record Asking(Path folder, String workspace, List<String> views, Optional<ZoneId> zone) {

  static Asking in(Path folder) {
    return new Asking(folder, Moments.WORKSPACE, List.of(Moments.VIEW), Optional.empty());
  }

  Asking of(String otherWorkspace, String... otherViews) {
    return new Asking(folder, otherWorkspace, List.of(otherViews), zone);
  }

  Asking zoned(String name) {
    return new Asking(folder, workspace, views, Optional.of(ZoneId.of(name)));
  }

  /** From one file of the folder to another. */
  Request from(String spine, String out) {
    return new Request(
        workspace,
        folder.resolve(spine),
        "timestamp",
        views,
        Knowledge.INGESTION,
        Duration.ZERO,
        zone,
        Times.LEFT_OUT,
        new Output(folder.resolve(out), Output.Existing.KEPT),
        new Means(Optional.of(256L << 20), Optional.of(1), folder));
  }
}
