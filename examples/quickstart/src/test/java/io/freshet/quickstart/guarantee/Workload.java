package io.freshet.quickstart.guarantee;

import io.freshet.quickstart.guarantee.Fate.Delete;
import io.freshet.quickstart.guarantee.Fate.Refusal;
import io.freshet.quickstart.guarantee.Fate.Skip;
import io.freshet.quickstart.guarantee.Fate.Upsert;
import io.freshet.quickstart.guarantee.Fate.Version;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The records of a run, a pure value of the seed. Of a thousand about twenty are poison, twenty are
 * tombstones, twenty repeat an earlier record to the byte, sixty tie with an earlier one of their
 * entity, a hundred come late by up to an hour, and ten are so old that they must never be online.
 *
 * <p>An entity's records share a partition, where the offset settles ties. One in twenty entities
 * roams: between partitions a tie is settled too, though which way is not for a caller to know.
 */
final class Workload {
  private static final int ENTITIES = 400;
  private static final int ROAMING_ONE_IN = 20;
  private static final int REMEMBERED = 200;
  private static final long HOUR_MILLIS = 3_600_000;
  private static final long FORTY_DAYS_MILLIS = 40 * 24 * HOUR_MILLIS;
  private static final List<String> CURRENCIES = List.of("EUR", "USD", "GBP", "CHF");

  private final SplittableRandom random;
  private final int partitions;
  private final Tombstones tombstones;
  private final Encoding encoding;
  private final Item[] remembered = new Item[REMEMBERED];
  private final List<Item> items = new ArrayList<>();
  private long clockMillis;

  private Workload(
      long seed, int partitions, Tombstones tombstones, Encoding encoding, long startMillis) {
    this.random = new SplittableRandom(seed);
    this.partitions = partitions;
    this.tombstones = tombstones;
    this.encoding = encoding;
    this.clockMillis = startMillis;
  }

  /**
   * The records.
   *
   * @param startMillis event time of the first; the fresh ones follow 1 ms apart
   */
  static List<Item> of(
      long seed,
      int records,
      int partitions,
      Tombstones tombstones,
      Encoding encoding,
      long startMillis) {
    var workload = new Workload(seed, partitions, tombstones, encoding, startMillis);
    for (int number = 0; number < records; number++) {
      Item item = workload.next(number);
      workload.items.add(item);
      workload.remembered[number % REMEMBERED] = item;
    }
    return List.copyOf(workload.items);
  }

  private Item next(int number) {
    clockMillis++;
    int kind = random.nextInt(1_000);
    if (kind < 20) {
      return poison(number);
    }
    Optional<Item> earlier = earlier();
    if (kind < 40 && earlier.isPresent()) {
      return repeated(number, earlier.get());
    }
    Optional<Version> tied = kind < 100 ? earlier.flatMap(Workload::version) : Optional.empty();
    String user = tied.map(Version::user).orElseGet(this::user);
    long eventTime = tied.map(Version::eventTimeMillis).orElse(clockMillis - lateness());
    return random.nextInt(1_000) < 20
        ? tombstone(number, user, eventTime)
        : payment(number, user, eventTime);
  }

  private Item payment(int number, String user, long eventTime) {
    Upsert says = upsert(number, user, eventTime);
    return item(number, user, encoding.whole(says), clockMillis, says);
  }

  private Item poison(int number) {
    String user = user();
    byte[] value = encoding.spoiled(upsert(number, user, clockMillis), random);
    return item(number, user, value, clockMillis, new Refusal());
  }

  /** Its event time is the record's timestamp. */
  private Item tombstone(int number, String user, long eventTime) {
    Fate fate =
        switch (tombstones) {
          case SKIP -> new Skip();
          case DEAD_LETTER -> new Refusal();
          case DELETE -> new Delete(user, eventTime);
        };
    return new Item(number, partition(user), bytes(user), null, eventTime, fate);
  }

  private Item repeated(int number, Item item) {
    return new Item(
        number, item.partition(), item.key(), item.value(), item.timestampMillis(), item.fate());
  }

  private Item item(int number, String user, byte[] value, long timestamp, Fate fate) {
    return new Item(number, partition(user), bytes(user), value, timestamp, fate);
  }

  private Upsert upsert(int number, String user, long eventTime) {
    return new Upsert(
        user,
        eventTime,
        "txn-%07d".formatted(number),
        random.nextInt(100, 200_000) / 100.0,
        sometimes(CURRENCIES.get(random.nextInt(CURRENCIES.size()))),
        sometimes("m-%05d".formatted(random.nextInt(50_000))),
        List.of("card", "debit", "x".repeat(random.nextInt(1, 400))).subList(0, random.nextInt(4)));
  }

  private Optional<String> sometimes(String value) {
    return random.nextInt(10) == 0 ? Optional.empty() : Optional.of(value);
  }

  private long lateness() {
    int kind = random.nextInt(1_000);
    if (kind < 10) {
      return FORTY_DAYS_MILLIS;
    }
    return kind < 110 ? random.nextLong(HOUR_MILLIS) : 0;
  }

  private String user() {
    return "u-%04d".formatted(random.nextInt(ENTITIES));
  }

  private int partition(String user) {
    int number = Integer.parseInt(user.substring(2));
    return number % ROAMING_ONE_IN == 0 ? random.nextInt(partitions) : number % partitions;
  }

  private Optional<Item> earlier() {
    return Optional.ofNullable(remembered[random.nextInt(REMEMBERED)]);
  }

  private static Optional<Version> version(Item item) {
    return item.fate() instanceof Version version ? Optional.of(version) : Optional.empty();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
