package io.freshet.quickstart.guarantee;

import io.freshet.quickstart.guarantee.Fate.Refusal;
import io.freshet.quickstart.guarantee.Fate.Skip;
import io.freshet.quickstart.guarantee.Fate.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Each record is where it belongs and nowhere else. */
final class NothingIsLost implements Check {

  @Override
  public String promise() {
    return "every record is stored or dead-lettered";
  }

  @Override
  public List<String> breaches(Evidence evidence) {
    Set<Position> stored =
        evidence.tables().history().stream()
            .flatMap(row -> row.position().stream())
            .collect(Collectors.toSet());
    Set<Position> dead =
        evidence.letters().stream()
            .flatMap(letter -> letter.source().stream())
            .collect(Collectors.toSet());
    List<String> breaches = new ArrayList<>();
    for (Produced record : evidence.produced()) {
      boolean isStored = stored.contains(record.position());
      boolean isDead = dead.contains(record.position());
      breach(record.fate(), isStored, isDead)
          .ifPresent(breach -> breaches.add(record.position() + " " + breach));
    }
    return breaches;
  }

  private static Optional<String> breach(Fate fate, boolean isStored, boolean isDead) {
    return switch (fate) {
      case Version _ when isStored && isDead -> Optional.of("is stored and dead-lettered");
      case Version _ when isDead -> Optional.of("is fine and was dead-lettered");
      case Version _ when !isStored -> Optional.of("is lost");
      case Refusal _ when isStored -> Optional.of("is poison and was stored");
      case Refusal _ when !isDead -> Optional.of("is poison and was not dead-lettered");
      case Skip _ when isStored || isDead -> Optional.of("was not skipped");
      default -> Optional.empty();
    };
  }
}
