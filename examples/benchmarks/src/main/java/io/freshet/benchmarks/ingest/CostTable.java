package io.freshet.benchmarks.ingest;

import io.freshet.benchmarks.measure.Report;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code cost}: a table by arithmetic; a test holds the arithmetic against DynamoDB Local. */
@Command(
    name = "cost",
    mixinStandardHelpOptions = true,
    description = "DynamoDB's write units and dollars per million records.")
public final class CostTable implements Callable<Integer> {
  @Option(
      names = "--item-bytes",
      split = ",",
      defaultValue = "500,2000",
      description = "Bytes of an online item (default ${DEFAULT-VALUE}).")
  List<Integer> sizes;

  @Override
  public Integer call() {
    var report = new Report("cost");
    for (int size : sizes) {
      for (int views : List.of(1, 2)) {
        for (boolean history : List.of(true, false)) {
          var columns = new LinkedHashMap<String, Object>();
          columns.put("item bytes", size);
          columns.put("views", views);
          columns.put("history", history ? "on" : "off");
          for (int historic : List.of(0, 50)) {
            var cost = new Cost(size, views, history, 0);
            columns.put("units/record, " + historic + " % historic", cost.unitsPerRecord());
          }
          columns.put("$/million", new Cost(size, views, history, 0).dollarsPerMillion());
          columns.put(
              "$/million, 50 % expired on arrival",
              new Cost(size, views, history, 0.5).dollarsPerMillion());
          report.row(columns);
        }
      }
    }
    report.print(System.out);
    return 0;
  }
}
