package io.freshet.offline.training;

import io.freshet.offline.table.ViewTables;
import io.freshet.offline.training.Answer.Built;
import io.freshet.offline.training.Answer.Refused;
import io.freshet.offline.training.Spine.Loaded;
import io.freshet.offline.training.Spine.Texts;
import io.freshet.offline.training.Summary.OfView;
import io.freshet.schema.Catalogue;
import io.freshet.schema.Catalogue.FedView;
import io.freshet.yaml.Problem;
import io.freshet.yaml.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.iceberg.Table;

/**
 * Makes training sets: the spine is read and checked, each view's data files are found and joined
 * with it, and the file is written, in the spine's order.
 */
public final class TrainingSet {
  private final ViewTables tables;
  private final Catalogue catalogue;
  private final Progress progress;

  public TrainingSet(ViewTables tables, Catalogue catalogue, Progress progress) {
    this.tables = tables;
    this.catalogue = catalogue;
    this.progress = progress;
  }

  /**
   * Makes one. Throws where something outside does not work: the catalog, a data file, the disk.
   */
  public Answer build(Request request) {
    long begun = System.nanoTime();
    var problems = new Problems();
    OutputFile.check(request.output(), problems);
    Engine.check(request.means(), problems);
    Views views = Views.of(request, catalogue, problems);
    List<Table> logs = views.list().stream().flatMap(view -> log(view, problems).stream()).toList();
    if (!problems.isEmpty()) {
      return new Refused(problems);
    }
    try (Engine engine = Engine.start(request.means(), progress)) {
      Optional<Loaded> spine =
          new Spine(engine, request, problems).load(views.keys(), texts(request));
      if (spine.isEmpty()) {
        return new Refused(problems);
      }
      progress.say("spine: %,d rows".formatted(spine.get().rows()));
      List<ViewJoin> joins = joins(engine, request, views, logs);
      List<OfView> summaries = joins.stream().map(join -> join.run(progress)).toList();
      new OutputFile(engine, request).write(spine.get().columns(), views.keys(), joins, problems);
      long millis = (System.nanoTime() - begun) / 1_000_000;
      return problems.isEmpty()
          ? new Built(new Summary(request, spine.get().rows(), millis, summaries))
          : new Refused(problems);
    }
  }

  private static List<ViewJoin> joins(
      Engine engine, Request request, Views views, List<Table> logs) {
    List<ViewJoin> joins = new ArrayList<>();
    for (int i = 0; i < logs.size(); i++) {
      FedView fed = views.list().get(i);
      List<KeyColumn> keys = views.keys(fed.view());
      joins.add(new ViewJoin(engine, request, fed, logs.get(i), keys, "v" + i));
    }
    return joins;
  }

  private Optional<Table> log(FedView fed, Problems problems) {
    Optional<Table> table = tables.find(fed.source().workspace(), fed.view().name());
    if (table.isEmpty()) {
      problems.add(
          new Problem(
              "--view " + fed.view().name(),
              0,
              "",
              "has no table in the catalog",
              Optional.of("has freshet-offline run followed its history?")));
    }
    return table;
  }

  /** A CSV file becomes a CSV file as it was; in Parquet labels are numbers. */
  private static Texts texts(Request request) {
    return Kind.of(request.output().file()).equals(Optional.of(Kind.CSV))
        ? Texts.KEPT
        : Texts.TYPED;
  }
}
