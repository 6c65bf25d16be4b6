package io.freshet.quickstart.guarantee;

import io.freshet.quickstart.guarantee.Step.BreakRegistry;
import io.freshet.quickstart.guarantee.Step.FailOver;
import io.freshet.quickstart.guarantee.Step.FreezeBridge;
import io.freshet.quickstart.guarantee.Step.KillBridge;
import io.freshet.quickstart.guarantee.Step.KillBroker;
import io.freshet.quickstart.guarantee.Step.KillServer;
import io.freshet.quickstart.guarantee.Step.Meanwhile;
import io.freshet.quickstart.guarantee.Step.StopBridge;
import io.freshet.quickstart.guarantee.Step.StopServer;
import io.freshet.quickstart.guarantee.Step.Suffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * What is done to the system, and when: a pure value of the seed. Every kind of step comes in every
 * schedule (that of the registry where there is one), in an order and with particulars that the
 * seed chooses. When means how far the records have come, not what the clock says, so that a slow
 * machine plays the same piece.
 */
record Schedule(long seed, Shape shape, List<Trial> trials) {
  private static final int MIN_TROUBLE_MILLIS = 300;
  private static final int MAX_TROUBLE_MILLIS = 2_500;

  static Schedule of(long seed, Shape shape) {
    var random = new Random(seed);
    List<Step> deck = deck(random, shape);
    Collections.shuffle(deck, random);
    int portion = shape.records() / (deck.size() + 1);
    List<Trial> trials = new ArrayList<>();
    for (Step step : deck) {
      trials.add(new Trial(portion, random.nextInt(portion * 2 / 3), step));
    }
    return new Schedule(seed, shape, List.copyOf(trials));
  }

  private static List<Step> deck(Random random, Shape shape) {
    List<Step> deck = new ArrayList<>();
    deck.add(new KillBridge(random.nextInt(Shape.BRIDGES)));
    deck.add(new StopBridge(random.nextInt(Shape.BRIDGES)));
    deck.add(new StopBridge(random.nextInt(Shape.BRIDGES)));
    deck.add(new FreezeBridge(random.nextInt(Shape.BRIDGES)));
    deck.add(new KillServer(random.nextInt(Shape.SERVERS)));
    deck.add(new StopServer(random.nextInt(Shape.SERVERS)));
    deck.add(new FailOver(random.nextInt(Shape.SERVERS)));
    deck.add(new KillBroker(random.nextInt(shape.brokers())));
    int troubles = Trouble.values().length;
    List<Meanwhile> meanwhile =
        new ArrayList<>(Collections.nCopies(troubles - 2, Meanwhile.NOTHING));
    meanwhile.addAll(List.of(Meanwhile.KILL, Meanwhile.STOP));
    Collections.shuffle(meanwhile, random);
    for (Trouble trouble : Trouble.values()) {
      long millis = millis(random);
      int bridge = random.nextInt(Shape.BRIDGES);
      deck.add(new Suffer(trouble, bridge, millis, meanwhile.get(trouble.ordinal())));
    }
    if (shape.hasRegistry()) {
      deck.add(new BreakRegistry(random.nextInt(Shape.BRIDGES), millis(random)));
    }
    return deck;
  }

  private static long millis(Random random) {
    return random.nextInt(MIN_TROUBLE_MILLIS, MAX_TROUBLE_MILLIS);
  }

  /** How to play this again. */
  String command() {
    return "mvn verify -pl examples/quickstart -am -Dtest=NONE"
        + " '-Dit.test=GuaranteeIT#isKeptWhateverHappens*'"
        + " -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false"
        + " -Dfreshet.seed="
        + seed;
  }

  @Override
  public String toString() {
    return trials.stream()
        .map(Trial::toString)
        .collect(Collectors.joining("\n  ", "seed " + seed + ", " + shape + "\n  ", ""));
  }
}
