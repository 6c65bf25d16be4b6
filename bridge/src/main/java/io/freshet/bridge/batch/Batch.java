package io.freshet.bridge.batch;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Records of one push source that travel in one request. */
public record Batch(String pushSource, List<Pending> records) {

  public Batch {
    records = List.copyOf(records);
  }

  /** The same source with other records: what is left, or a half. */
  public Batch with(List<Pending> others) {
    return new Batch(pushSource, others);
  }

  /** Only the records at the chosen indexes. */
  public Batch where(IntPredicate chosen) {
    return with(IntStream.range(0, records.size()).filter(chosen).mapToObj(records::get).toList());
  }
}
