package io.freshet.quickstart;

import io.freshet.quickstart.Event.Transaction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Card payments as a shop would send them, seeded: the same seed and start make the same events. Of
 * a hundred events about ten come late by up to an hour, four tie with the user's previous event
 * time, two repeat an earlier event to the byte, and one is bad in one of several ways.
 */
public final class EventStream {
  private static final List<String> CURRENCIES = List.of("EUR", "USD", "GBP", "CHF");
  private static final int LATE_PERCENT = 10;
  private static final int TIED_PERCENT = 4;
  private static final int REPEATED_PERCENT = 2;
  private static final int BAD_PER_THOUSAND = 10;
  private static final int REMEMBERED = 64;
  private static final long HOUR_MILLIS = 3_600_000;

  private final SplittableRandom random;
  private final String userPrefix;
  private final int users;
  private final Transaction[] recent = new Transaction[REMEMBERED];
  private long clockMillis;
  private long next;

  /**
   * Starts a stream.
   *
   * @param seed the same seed makes the same stream
   * @param userPrefix begins every user's id, so that streams can share tables
   * @param users how many distinct users there are
   * @param startMillis event time of the first event; later ones follow 1 ms apart
   */
  public EventStream(long seed, String userPrefix, int users, long startMillis) {
    this.random = new SplittableRandom(seed);
    this.userPrefix = userPrefix;
    this.users = users;
    this.clockMillis = startMillis;
  }

  /** The next event. */
  public Event next() {
    long number = next++;
    if (random.nextInt(1000) < BAD_PER_THOUSAND) {
      return bad(number);
    }
    Transaction transaction = repeats() ? earlier() : fresh(number);
    recent[(int) (number % REMEMBERED)] = transaction;
    return new Event(transaction.userId(), json(transaction), Optional.of(transaction));
  }

  private boolean repeats() {
    return next > REMEMBERED && random.nextInt(100) < REPEATED_PERCENT;
  }

  private Transaction earlier() {
    Transaction remembered = recent[random.nextInt(REMEMBERED)];
    return remembered == null ? fresh(next) : remembered;
  }

  private Transaction fresh(long number) {
    clockMillis++;
    Transaction previous = recent[random.nextInt(REMEMBERED)];
    boolean tied = previous != null && random.nextInt(100) < TIED_PERCENT;
    return new Transaction(
        tied ? previous.userId() : user(),
        "txn-%010d".formatted(number),
        random.nextInt(100, 200_000) / 100.0,
        CURRENCIES.get(random.nextInt(CURRENCIES.size())),
        tied ? previous.eventTimeMillis() : clockMillis - lateness());
  }

  private long lateness() {
    return random.nextInt(100) < LATE_PERCENT ? random.nextLong(HOUR_MILLIS) : 0;
  }

  private String user() {
    return "%su-%05d".formatted(userPrefix, random.nextInt(users));
  }

  private static byte[] json(Transaction t) {
    return text(t, Double.toString(t.amount())).getBytes(StandardCharsets.UTF_8);
  }

  private static String text(Transaction t, String amount) {
    return String.format(
        Locale.ROOT,
        """
        {"event_id":"evt-%s","type":"payment.authorized","occurred_at":%d,\
        "payment":{"transaction_id":"%s","amount":%s,"currency":"%s",\
        "merchant":{"id":"m-%05d","category":"5411"},"tags":["card","%s"],\
        "card":{"fingerprint":"%016x","country":"DE"}},"user":{"id":"%s","device":"ios-17.4"}}\
        """,
        t.transactionId(),
        t.eventTimeMillis(),
        t.transactionId(),
        amount,
        t.currency(),
        Math.floorMod(t.transactionId().hashCode(), 50_000),
        t.currency().toLowerCase(Locale.ROOT),
        t.transactionId().hashCode() * 0x9E3779B97F4A7C15L,
        t.userId());
  }

  /** What producers really send now and then: each of these must end among the dead letters. */
  private Event bad(long number) {
    Transaction t = fresh(number);
    String good = text(t, Double.toString(t.amount()));
    String bad =
        switch (random.nextInt(5)) {
          case 0 -> good.substring(0, good.length() / 2);
          case 1 -> text(t, "\"12,50\"");
          case 2 -> good.replace("\"user\":{\"id\":", "\"user\":{\"uid\":");
          case 3 -> good.replaceFirst("\"occurred_at\":\\d+", "\"occurred_at\":4102444800000");
          default -> "not JSON at all";
        };
    return new Event(t.userId(), bad.getBytes(StandardCharsets.UTF_8), Optional.empty());
  }
}
