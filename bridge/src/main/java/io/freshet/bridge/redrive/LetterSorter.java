package io.freshet.bridge.redrive;

import io.freshet.bridge.consume.Records;
import io.freshet.bridge.deadletter.Letter;
import io.freshet.bridge.event.SourceRecord;
import io.freshet.bridge.offsets.Slot;
import java.util.Optional;

/** Passes the letters that are to be sent back on as the messages that they were. */
final class LetterSorter implements Records {
  private final String group;
  private final RedriveFilter filter;
  private final Records onward;
  private final RedriveCounts counts;

  LetterSorter(String group, RedriveFilter filter, Records onward, RedriveCounts counts) {
    this.group = group;
    this.filter = filter;
    this.onward = onward;
    this.counts = counts;
  }

  @Override
  public void accept(SourceRecord record, Slot slot) throws InterruptedException {
    Optional<Letter> letter = Letter.read(record).filter(ours -> ours.group().equals(group));
    if (letter.isEmpty()) {
      counts.meetStranger();
      slot.done();
    } else if (!filter.takes(letter.get())) {
      counts.passOver();
      slot.done();
    } else {
      counts.take();
      onward.accept(letter.get().message(), slot);
    }
  }
}
