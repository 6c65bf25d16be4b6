package io.freshet.offline.training;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * The training set that is asked for.
 *
 * @param spine a CSV or Parquet file with the entities' columns and the timestamp
 * @param timestamp the column of the spine that says of which moment each row is
 * @param views names of feature views, in the order of the output's columns
 * @param lag how much older what is known has to be: a row at t gets what was known at t - lag
 * @param zone of timestamps that name no offset; without it they are refused
 * @param times whether the event and the ingestion time of what was found are columns, too
 */
public record Request(
    String workspace,
    Path spine,
    String timestamp,
    List<String> views,
    Knowledge knowledge,
    Duration lag,
    Optional<ZoneId> zone,
    Times times,
    Output output,
    Means means) {

  public Request {
    views = List.copyOf(views);
  }

  /** Whether the output says from when its features are. */
  public enum Times {
    LEFT_OUT,
    SHOWN
  }

  /** The file to make, CSV or Parquet by its ending, and what happens to one that is there. */
  public record Output(Path file, Existing existing) {

    /** What becomes of a file that is there. */
    public enum Existing {
      KEPT,
      REPLACED
    }
  }

  /**
   * What the join may use of the machine.
   *
   * @param memoryBytes beyond it the join goes on in files; absent: DuckDB's default, four fifths
   * @param threads absent: one a processor
   * @param folder where those files, and copies of remote ones, are for as long as it takes
   */
  public record Means(Optional<Long> memoryBytes, Optional<Integer> threads, Path folder) {}
}
