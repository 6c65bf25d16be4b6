package io.freshet.offline;

import io.freshet.offline.commit.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A scripted shard: its records are numbered in hundreds, with leading zeros, as those of DynamoDB
 * Local.
 */
public final class Stream {
  private final Payments payments;
  private final List<Change> changes = new ArrayList<>();

  public Stream(Payments payments) {
    this.payments = payments;
  }

  /** The sequence number of the n-th record, from 1. */
  public static String sequence(int n) {
    return "%021d".formatted(n * 100L);
  }

  /** Appends a payment of that user. */
  public Stream insert(String user, double amount) {
    Instant time = Payments.NOW.plusSeconds(changes.size());
    return insert(user, amount, time, time.plusSeconds(1));
  }

  public Stream insert(String user, double amount, Instant eventTime, Instant ingestionTime) {
    var item =
        payments.item(
            Map.of("user_id", user, "amount", amount),
            eventTime,
            ingestionTime,
            OptionalLong.of(changes.size()));
    changes.add(new Change(sequence(changes.size() + 1), Optional.of(item), ingestionTime, 200));
    return this;
  }

  /** Appends what an item that expires leaves in the stream. */
  public Stream remove() {
    changes.add(new Change(sequence(changes.size() + 1), Optional.empty(), Payments.NOW, 100));
    return this;
  }

  public List<Change> all() {
    return List.copyOf(changes);
  }

  /** Records from the n-th on, counted from 1, up to another, that included. */
  public List<Change> between(int first, int last) {
    return changes.subList(first - 1, last);
  }
}
