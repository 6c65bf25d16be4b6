package io.freshet.quickstart.guarantee;

import io.freshet.quickstart.guarantee.Happening.Killed;
import io.freshet.quickstart.guarantee.Happening.Started;
import io.freshet.quickstart.guarantee.Happening.Troubled;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A record that one bridge has pushed and another pushes again has an excuse: the first was killed
 * before it could commit, or things went wrong in between. A clean stop and a rebalance are none.
 * And no bridge pushes what was committed before its own start.
 */
final class RepeatsAreBounded implements Check {

  @Override
  public String promise() {
    return "nothing is pushed again after a clean stop, and after a kill only what was uncommitted";
  }

  @Override
  public List<String> breaches(Evidence evidence) {
    List<String> breaches = new ArrayList<>(pushedThoughCommitted(evidence));
    Map<String, Killed> killed = new HashMap<>();
    evidence.happenings(Killed.class).forEach(kill -> killed.put(kill.bridge(), kill));
    List<Troubled> troubles = evidence.happenings(Troubled.class);
    for (Repeat repeat : repeats(evidence.pushes())) {
      Optional<Killed> kill =
          Optional.ofNullable(killed.get(repeat.first().by()))
              .filter(found -> found.at() <= repeat.again().at());
      boolean troubled = troubles.stream().anyMatch(repeat::overlaps);
      if (!troubled) {
        breach(repeat, kill, evidence).ifPresent(breaches::add);
      }
    }
    return breaches;
  }

  private static Optional<String> breach(Repeat repeat, Optional<Killed> kill, Evidence evidence) {
    Position position = repeat.again().position();
    String both = repeat.first().by() + " and again by " + repeat.again().by();
    if (kill.isEmpty()) {
      return Optional.of(position + " was pushed by " + both + " without need");
    }
    long committed = evidence.committedBefore(kill.get().at()).of(position.partition());
    return position.offset() < committed
        ? Optional.of(position + " was committed, and pushed by " + both)
        : Optional.empty();
  }

  private static List<String> pushedThoughCommitted(Evidence evidence) {
    Map<String, Offsets> committedAtStart = new HashMap<>();
    for (Started start : evidence.happenings(Started.class)) {
      committedAtStart.put(start.bridge(), evidence.committedBefore(start.at()));
    }
    return evidence.pushes().stream()
        .filter(push ->
            committedAtStart.containsKey(push.by())
                && push.position().offset()
                    < committedAtStart.get(push.by()).of(push.position().partition()))
        .map(push ->
            "%s was committed before %s started, which pushed it"
                .formatted(push.position(), push.by()))
        .toList();
  }

  /** A push, after an acknowledged one by another bridge. */
  private record Repeat(Push first, Push again) {

    boolean overlaps(Troubled trouble) {
      return trouble.from() <= again.at() && trouble.to() >= first.ackedAt();
    }
  }

  private static List<Repeat> repeats(List<Push> pushes) {
    Map<Position, List<Push>> byPosition = new HashMap<>();
    pushes.forEach(
        push -> byPosition.computeIfAbsent(push.position(), _ -> new ArrayList<>()).add(push));
    List<Repeat> repeats = new ArrayList<>();
    for (List<Push> ofOne : byPosition.values()) {
      for (Push again : ofOne) {
        ofOne.stream()
            .filter(push -> push.ackedAt() < again.at())
            .max(Comparator.comparingLong(Push::ackedAt))
            .filter(first -> !first.by().equals(again.by()))
            .ifPresent(first -> repeats.add(new Repeat(first, again)));
      }
    }
    return repeats;
  }
}
